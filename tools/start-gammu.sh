#!/usr/bin/env bash
# The daemon that sends SMS by a key or a modem, for its test (src/messages/gammu.test.ts): the test starts it itself, with a
# dummy phone in a folder of its own. Nothing of the machine's is touched.
#   start-gammu.sh install     on Debian, as root, installs gammu-smsd when it is missing; never starts the machine's own
set -euo pipefail

case ${1:-} in
  install) ;;
  *)
    sed -n '2,4s/^# \{0,3\}//p' "$0" >&2
    exit 2
    ;;
esac
if command -v gammu-smsd >/dev/null; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo 'gammu-smsd is missing: install it, then start again.' >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -qq >&2
apt-get install -y -qq --no-install-recommends gammu-smsd >&2
