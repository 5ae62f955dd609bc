#!/usr/bin/env bash
# A private PostgreSQL for tests, on a Unix socket of its own: no port, no password, nothing shared with the machine's.
#   start-postgres.sh start            prints its address; on Debian, as root, installs it first when it is missing
#   start-postgres.sh start FOLDER     starts an existing one again (after it was killed)
#   start-postgres.sh stop WHICH       stops and removes it; WHICH is the address or the folder
# Run as root, the server belongs to the user postgres (it refuses to be root); otherwise to you.
set -euo pipefail

usage() {
  sed -n '2,6s/^# \{0,3\}//p' "$0" >&2
  exit 2
}

find_programs() {
  local found
  found=$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1 || true)
  if [ -n "$found" ]; then programs=$(dirname "$(readlink -f "$found")"); else programs=''; fi
}

install_programs() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo 'PostgreSQL is missing: install it (initdb, pg_ctl, postgres), then start again.' >&2
    exit 1
  fi
  # Debian would otherwise make and start a server on the usual port.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold postgresql >&2
}

as_owner() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else (cd / && "$@"); fi
}

create() {
  # Not under TMPDIR: a socket's path holds 107 characters at most.
  folder=$(mktemp -d /tmp/lotocar-postgres.XXXXXX)
  if [ "$(id -u)" = 0 ]; then chown postgres: "$folder"; fi
  local locale=(--locale=C.UTF-8)
  # French order, so that what only works in byte order shows.
  if "$programs/initdb" --help | grep -q -e --icu-locale; then locale+=(--locale-provider=icu --icu-locale=fr-FR); fi
  as_owner "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 "${locale[@]}" >&2
  # fsync stays on, its default: the tests that kill the server are about it.
  printf "listen_addresses = ''\nunix_socket_directories = '%s'\nmax_connections = 60\n" "$folder" |
    as_owner tee -a "$folder/data/postgresql.conf" >/dev/null
}

start() {
  find_programs
  if [ -z "$programs" ]; then
    install_programs
    find_programs
  fi
  folder=${1:-}
  if [ -z "$folder" ]; then create; fi
  as_owner "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start >&2 || {
    cat "$folder/log" >&2
    exit 1
  }
  echo "postgres://postgres@localhost/postgres?host=$folder"
}

stop() {
  find_programs
  local folder=${1##*host=}
  case $folder in
    /tmp/lotocar-postgres.*) ;;
    *) usage ;;
  esac
  as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >&2 || true
  rm -rf "$folder"
}

case ${1:-} in
  start) start "${2:-}" ;;
  stop) stop "${2:?an address or a folder}" ;;
  *) usage ;;
esac
