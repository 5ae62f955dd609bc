#!/usr/bin/env bash
# The Debian package as a machine of its own would have it, in an empty Debian made by mmdebstrap: installed, its unit checked, its start
# line run as the service's user, a first evening by its pages up to a printed poster and a trip found; removed and purged; then the data of
# a version updated by the next, put back, and an update that fails. Says the minutes of each step.
#   bash tools/try-deb.sh [PACKAGE.deb [FORMER.deb]]
# LOTOCAR_DEBIAN_TAR names an archive of the empty Debian, made there the first time: a minute or two less at each try after that.
# Needs root and Debian's packages. On a machine where an empty Debian cannot be made, it says so in its last line and ends well.
set -euo pipefail
cd "$(dirname "$0")/.."
# The former version is the one just before this step of the data: six steps are between it and ours, and it knows the copy made before an
# update. Found by what it lacks, not by its number: history may be written again.
first_step_it_lacks=src/storage/migrations/018-opening.ts
suite=bookworm
work=$(mktemp -d /tmp/lotocar-debian.XXXXXX)
root=$work/root
data=$work/data
service=''
current=''
log=$work/service.log

fail() {
  echo "ÉCHEC : $1"
  if [ -s "$log" ]; then tail -n 20 "$log"; fi
  exit 1
}
skip() {
  current=''
  echo "sauté : l'essai du paquet Debian ($1)"
  exit 0
}
step() {
  [ -z "$current" ] || echo "  $current : $(((SECONDS - since) / 60)) min $(((SECONDS - since) % 60)) s"
  current=$1
  since=$SECONDS
}
stop_service() {
  if [ -n "$service" ]; then
    kill -TERM "$service" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 "$service" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$service" 2>/dev/null || true
    wait "$service" 2>/dev/null || true
  fi
  service=''
}
clean() {
  stop_service
  [ -z "$current" ] || echo "  $current : ÉCHEC"
  # Nothing is mounted in it: what was, was in the name space of a process that has ended.
  rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'echo "ÉCHEC : ligne $LINENO"' ERR
quietly() { "$@" >"$work/said" 2>&1 || { cat "$work/said"; fail "$*"; }; }

[ "$(id -u)" = 0 ] || skip 'il faut être root'
command -v apt-get >/dev/null || skip "cette machine n'est pas un Debian"
if ! command -v mmdebstrap >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  (apt-get update -qq && apt-get install -y -qq --no-install-recommends mmdebstrap) >"$work/said" 2>&1 || skip "mmdebstrap ne s'installe pas"
fi
unshare --mount --propagation private bash -c 'mount -t tmpfs tmpfs /mnt && mount -t proc -o subset=pid,hidepid=2 proc /proc' 2>/dev/null ||
  skip 'cette machine ne donne pas de quoi séparer les disques'
node=$PWD/node_modules/.bin/node
typescript=("$node" --import ./tools/tsx-loader.js)

# A user that nobody is, as systemd makes one; the folder of its data and nothing else to write, as the unit says. It takes the place of
# the shell that calls it, and so keeps its number; its mounts end with it.
service_user=64999
become_service() {
  LOTOCAR_ROOT=$root LOTOCAR_STATE=$data exec unshare --mount --propagation private bash -c '
    set -e
    mount --bind "$LOTOCAR_ROOT" "$LOTOCAR_ROOT"
    mount --bind "$LOTOCAR_STATE" "$LOTOCAR_ROOT/var/lib/lotocar"
    mount -t tmpfs tmpfs "$LOTOCAR_ROOT/tmp"
    mount -t proc -o subset=pid,hidepid=2 proc "$LOTOCAR_ROOT/proc"
    mount --bind /dev "$LOTOCAR_ROOT/dev"
    mount -o remount,bind,ro "$LOTOCAR_ROOT"
    cd "$LOTOCAR_ROOT"
    user=$1
    shift
    exec setpriv --no-new-privs --inh-caps=-all --bounding-set=-all,+sys_chroot,+setuid,+setgid \
      chroot --userspec="$user:$user" . /usr/bin/env -i PATH=/usr/bin:/bin "$@"' bash "$service_user" "$@"
}
unit() { sed -n "s/^$1=//p" "$root/usr/lib/systemd/system/lotocar.service"; }
as_service() (become_service "$(unit Environment)" "$@")

free_port() { "$node" -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
health() { curl -sf -m 5 "http://127.0.0.1:$port/health"; }
begin_service() {
  port=$(free_port)
  : >"$log"
  # shellcheck disable=SC2046 # The start line is words.
  become_service "$(unit Environment)" HOST=127.0.0.1 PORT="$port" $(unit ExecStart) >>"$log" 2>&1 &
  service=$!
}
open_service() {
  begin_service
  for _ in $(seq 300); do
    if health >/dev/null; then return; fi
    kill -0 "$service" 2>/dev/null || fail "le service s'est arrêté"
    sleep 0.2
  done
  fail 'le service ne répond pas'
}
# A start that must not succeed; its exit code is in $code.
refuses_to_open() {
  begin_service
  for _ in $(seq 300); do
    kill -0 "$service" 2>/dev/null || break
    if health >/dev/null; then fail "il s'est ouvert"; fi
    sleep 0.2
  done
  code=0
  wait "$service" || code=$?
  service=''
  [ "$code" != 0 ] || fail "il s'est arrêté sans rien dire"
}
reads() { curl -sf -m 20 "http://127.0.0.1:$port$1" | grep -q -- "$2" || fail "$1 ne montre pas « $2 »"; }
install_deb() {
  cp "$1" "$root/tmp/lotocar.deb"
  quietly chroot "$root" dpkg -i /tmp/lotocar.deb
  rm "$root/tmp/lotocar.deb"
}
purge() {
  quietly chroot "$root" dpkg -r lotocar
  [ ! -e "$root/usr/bin/lotocar" ] || fail 'le programme reste'
  [ -f "$root/etc/lotocar/lotocar.env" ] || fail 'les réglages de la machine sont partis avec le programme'
  quietly chroot "$root" dpkg -P lotocar
  local left
  left=$(find "$root/usr" "$root/etc" "$root/var/lib/systemd" -name '*lotocar*' 2>/dev/null | head -3)
  [ -z "$left" ] || fail "il reste $left"
  [ -f "$data/lotocar.sqlite" ] || fail 'les données ont été effacées avec le programme'
}

deb=${1:-}
if [ -z "$deb" ]; then
  step 'npm run package'
  [ -f dist-packages/SHA256SUMS ] || quietly npm run -s package
  deb=$(ls -t dist-packages/lotocar_*_amd64.deb | head -1)
fi
step 'les empreintes'
(cd "$(dirname "$deb")" && quietly sha256sum --check --quiet SHA256SUMS)

step 'un Debian vide'
# What the package asks for comes with the root: nothing of the network is needed afterwards. systemd checks its unit.
needs=$(dpkg-deb --field "$deb" Depends | sed 's/([^)]*)//g; s/[, ]\+/,/g')
make_root() {
  mmdebstrap --quiet --mode=root --variant=minbase --include="$needs,systemd" \
    --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$suite" "$1" >"$work/said" 2>&1
}
if [ -n "${LOTOCAR_DEBIAN_TAR:-}" ]; then
  [ -f "$LOTOCAR_DEBIAN_TAR" ] || make_root "$LOTOCAR_DEBIAN_TAR"
  mkdir "$root" && tar -xf "$LOTOCAR_DEBIAN_TAR" -C "$root"
else make_root "$root"; fi || {
  tail -n 5 "$work/said"
  if curl -sf -m 20 -o /dev/null "$(sed -n 's/^\(deb \|URIs: \)\([^ ]*\).*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1)"; then fail 'mmdebstrap'; fi
  skip "l'archive de Debian ne se joint pas"
}

step "l'installation, l'unité"
install_deb "$deb"
install -d -o "$service_user" -g "$service_user" -m 700 "$data"
# systemd makes it at the first start, and leaves it.
install -d "$root/var/lib/lotocar"
quietly chroot "$root" systemd-analyze verify lotocar.service
[ ! -s "$work/said" ] || fail "l'unité : $(cat "$work/said")"
[ "$(as_service /usr/bin/lotocar --version)" = "$(dpkg-deb --field "$deb" Version)" ] || fail 'ce n’est pas la bonne version'
if as_service /usr/bin/touch /etc/ecrit 2>/dev/null; then fail "l'essai ne protège pas la machine comme l'unité le fait"; fi

step 'une première soirée, de la page d’installation au trajet trouvé'
open_service
code=$(sed -n 's/^ *code  *\([a-z-]*\)$/\1/p' "$log")
[ -n "$code" ] || fail 'le code ne se lit pas dans ce que dit le service'
"${typescript[@]}" tools/first-evening.ts "http://127.0.0.1:$port" "$code" || fail 'la première soirée'
stop_service
echo "  d'un Debian vide au premier trajet trouvé : $((SECONDS / 60)) min $((SECONDS % 60)) s"

step 'le retrait'
purge
rm -rf "$data"
install -d -o "$service_user" -g "$service_user" -m 700 "$data"

step "une version d'avant et la suivante"
# Made in a folder of its own from sources that stand there. @prints the path of its package
package_of() {
  ln -s "$PWD/node_modules" "$1/node_modules"
  (cd "$1" && quietly "${typescript[@]}" tools/package.ts --platform linux-x64)
  ls "$1"/dist-packages/lotocar_*_amd64.deb
}
former=${2:-}
next=$deb
# What a step makes that the former version lacks: a table of this name, there already, makes its update fail.
made_later=other_way
mkdir "$work/sources"
brought=$(git log --diff-filter=A --format=%H -n1 -- "$first_step_it_lacks" 2>/dev/null || true)
if [ -n "$former" ]; then
  echo "  la version d'avant : $former"
elif [ -n "$brought" ] && git cat-file -e "$brought^{commit}^" 2>/dev/null; then
  echo "  la version d'avant : $(git log -1 --format='%h, %s' "$brought^")"
  git archive "$brought^" | tar -x -C "$work/sources"
  former=$(package_of "$work/sources")
else
  # A clone of the last days only. Ours is then the former one, and the next is ours with one more step of the data.
  echo "  l'histoire n'est pas là : la version d'avant est celle-ci, la suivante a une étape de plus"
  tar -c --exclude=./node_modules --exclude=./.git --exclude=./dist --exclude=./dist-packages --exclude=./tmp . | tar -x -C "$work/sources"
  cat >"$work/sources/src/storage/migrations/999-next.ts" <<'TS'
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const next: Migration = {
  async up(db) {
    await sql`create table essai_de_la_suivante (id integer primary key)`.execute(db);
  },
};
TS
  sed -i -e "1a import { next } from './999-next.ts';" -e "s/^};/  '999-next': next,\n};/" "$work/sources/src/storage/migrations/index.ts"
  former=$deb
  made_later=essai_de_la_suivante
  next=$(package_of "$work/sources")
fi
# An older number, so that dpkg sees an update.
dpkg-deb --raw-extract "$former" "$work/older"
sed -i 's/^Version: .*/&~avant/' "$work/older/DEBIAN/control"
quietly dpkg-deb --root-owner-group -Znone --build "$work/older" "$work/former.deb"
rm -rf "$work/older"

step 'ses données'
install_deb "$work/former.deb"
as_service /usr/bin/lotocar territory add lot --name 'Lotocar du Lot' --departement 46 --phone '05 36 49 00 00' --controller 'Association Exemple' >/dev/null
password=$(as_service /usr/bin/lotocar member add camille --name Camille --territory lot --role coordination | grep -oE '([a-z]{4}-){3}[a-z]{4}')
cat >"$data/trajets.csv" <<'CSV'
Départ;Arrivée;Jours;Heure de départ;Prénom;Nom;Téléphone
Gramat;Cahors;du lundi au vendredi;08:00;Lucette;Exemple;05 36 49 12 34
CSV
as_service /usr/bin/lotocar import /var/lib/lotocar/trajets.csv --territory lot >/dev/null
sees_lucette() {
  reads /lot 'Lotocar du Lot'
  local cookies=$work/cookies
  curl -sf -o /dev/null -c "$cookies" -H 'Sec-Fetch-Site: same-origin' --data-urlencode identifiant=camille \
    --data-urlencode "mot_de_passe=$password" "http://127.0.0.1:$port/lot/equipe/connexion" || fail 'la connexion est refusée'
  curl -sf -b "$cookies" "http://127.0.0.1:$port/lot/equipe/conducteurs?liste=tous" | grep -q Lucette || fail 'le trajet repris ne se trouve pas'
}
migrations() { health | "$node" -p 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).migrations.length'; }
copies() { find "$data" -maxdepth 1 -name 'lotocar-avant-mise-a-jour-*.sqlite' | sort; }
open_service
sees_lucette
had=$(migrations)
stop_service

step 'une mise à jour qui échoue laisse tout à la version d’avant'
cp -a "$data" "$work/kept"
"$node" -e 'new (require("node:sqlite").DatabaseSync)(process.argv[1]).exec(`CREATE TABLE ${process.argv[2]} (taken integer)`)' \
  "$data/lotocar.sqlite" "$made_later"
chown "$service_user:$service_user" "$data"/*
install_deb "$next"
refuses_to_open
[ "$code" = 78 ] || fail "code de sortie $code, et non 78 : l'unité le relancerait sans fin"
grep -q 'Rien n’a été changé' "$log" || fail 'il ne dit pas que rien n’a été changé'
# What the message says to do, and nothing else.
quietly chroot "$root" /usr/share/lotocar/version-d-avant
open_service
sees_lucette
[ "$(migrations)" = "$had" ] || fail 'des étapes de la mise à jour manquée sont restées'
stop_service
rm -rf "$data"
mv "$work/kept" "$data"

step 'la mise à jour, sur ses données'
install_deb "$work/former.deb"
install_deb "$next"
open_service
sees_lucette
now=$(migrations)
stop_service
echo "  étapes des données : $had avant, $now après"
[ "$now" -gt "$had" ] || fail "aucune étape n'a été faite"
[ -n "$(copies)" ] || fail "les données n'ont pas été copiées avant"

step 'le retour à la version d’avant'
quietly chroot "$root" /usr/share/lotocar/version-d-avant
refuses_to_open
# The former version may be older than this code.
[ "$former" != "$deb" ] || [ "$code" = 78 ] || fail "code de sortie $code, et non 78 : l'unité le relancerait sans fin"
copy=$(sed -n 's/.*lotocar restore \([^ ]*[.]sqlite\).*/\1/p' "$log" | head -1)
[ -n "$copy" ] || fail 'son refus ne nomme pas la copie à remettre en place'
as_service /usr/bin/lotocar restore "$copy" >"$work/said" 2>&1 || fail "la copie n'est pas remise en place : $(tail -1 "$work/said")"
open_service
sees_lucette
[ "$(migrations)" = "$had" ] || fail "ce n'est pas la copie d'avant la mise à jour"
stop_service
# And forward again: going back closes no way.
install_deb "$next"
open_service
sees_lucette
stop_service
as_service /usr/bin/lotocar export /var/lib/lotocar/lot.zip --territory lot >/dev/null
[ "$(stat -c %a "$data/lot.zip")" = 600 ] || fail "l'export n'est pas à son seul lecteur"

step 'le retrait, à la fin'
purge
step ''
echo "  le paquet Debian : $((SECONDS / 60)) min $((SECONDS % 60)) s"
