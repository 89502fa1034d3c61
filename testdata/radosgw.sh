#!/usr/bin/env bash
# Starts a real multi-process S3 store, Ceph's radosgw from Debian's packages, without installing
# anything: one monitor, one OSD that keeps its objects in memory, one gateway, all on loopback.
#
#   testdata/radosgw.sh start DIR    prints endpoint, region and keys as key=value lines
#   testdata/radosgw.sh stop DIR     ends what start began in DIR; the packages stay cached there
#
# Needs apt-get with package lists (apt-get update), dpkg, python3, curl; about 70 MB of download
# and 300 MB of disk. The contract suite runs against it with
#
#   mvn -Pradosgw -pl testdata,transforms test $(testdata/radosgw.sh start DIR | sed 's/^/-Dradosgw./')
set -euo pipefail

usage() {
  sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

[ $# -eq 2 ] || usage
mkdir -p "$2"
DIR=$(cd "$2" && pwd)
ROOT=$DIR/root
RUN=$DIR/run
CONF=$RUN/ceph.conf
ACCESS_KEY=tidemark
SECRET_KEY=tidemark-secret

fail() {
  echo "radosgw.sh: $*" >&2
  exit 1
}

fetch() {
  [ -e "$ROOT/.complete" ] && return
  mkdir -p "$DIR/cache/partial" "$ROOT"
  echo "radosgw.sh: downloading packages to $DIR/cache" >&2
  apt-get install -y -qq --download-only --no-install-recommends \
    -o Debug::NoLocking=1 -o Dir::Cache::archives="$DIR/cache/" \
    ceph-mon ceph-osd radosgw ceph-common > "$DIR/apt.log" 2>&1 \
    || { tail -5 "$DIR/apt.log" >&2; fail "cannot download the packages; run apt-get update first"; }
  ls "$DIR"/cache/radosgw_*.deb > /dev/null 2>&1 \
    || fail "apt-get downloaded no radosgw; it may be installed already, which is not supported"
  for deb in "$DIR"/cache/*.deb; do
    dpkg -x "$deb" "$ROOT"
  done
  touch "$ROOT/.complete"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

configure() {
  local lib=$1 mon_port=$2
  cat > "$CONF" << END
[global]
fsid = $(python3 -c 'import uuid; print(uuid.uuid4())')
mon host = [v1:127.0.0.1:$mon_port]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $RUN/keyring
run dir = $RUN
pid file = $RUN/\$name.pid
admin socket = $RUN/\$name.asok
log file = $RUN/\$name.log
crash dir = $RUN/crash
plugin dir = $lib/ceph
erasure code dir = $lib/ceph/erasure-code
osd class dir = $lib/rados-classes
osd objectstore = memstore
memstore device bytes = 4294967296
osd data = $RUN/osd
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pg autoscale mode = off
rgw rados pool pg num min = 8
mon data = $RUN/mon
mon cluster log file = $RUN/cluster.log
mon allow pool size one = true
mon data avail crit = 1
mon data avail warn = 2
END
}

keys() {
  local ring=$RUN/keyring
  ceph-authtool --create-keyring "$ring" --gen-key -n mon. --cap mon 'allow *'
  ceph-authtool "$ring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *'
  ceph-authtool "$ring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *'
  ceph-authtool "$ring" --gen-key -n client.rgw --cap mon 'allow rw' --cap osd 'allow rwx'
}

# Runs a daemon in the foreground of its own background process, so that its id is known.
daemon() {
  local name=$1
  shift
  nohup "$@" -c "$CONF" -f > "$RUN/$name.out" 2>&1 &
  echo $! > "$RUN/$name.id"
}

await() {
  local what=$1 tries=$2
  shift 2
  while ! "$@" > "$RUN/await.out" 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "$what did not come up; see $RUN"
    sleep 0.5
  done
}

start() {
  [ ! -e "$RUN" ] || fail "something was started in $DIR already; stop it first"
  trap '[ $? -eq 0 ] || stop' EXIT
  fetch
  local lib arch
  lib=$(dirname "$(find "$ROOT/usr/lib" -name 'librados.so.2' | head -1)")
  arch=$(basename "$lib")
  export LD_LIBRARY_PATH=$lib:$lib/ceph:$ROOT/lib/$arch PYTHONPATH=$ROOT/usr/lib/python3/dist-packages
  export PATH=$ROOT/usr/bin:$ROOT/usr/sbin:$PATH CEPH_CONF=$CONF
  mkdir -p "$RUN/mon" "$RUN/osd" "$RUN/crash"
  local mon_port http_port osd
  mon_port=$(free_port)
  http_port=$(free_port)
  osd=$(python3 -c 'import uuid; print(uuid.uuid4())')
  configure "$lib" "$mon_port"
  keys > "$RUN/setup.log" 2>&1

  monmaptool --create --fsid "$(sed -n 's/^fsid = //p' "$CONF")" \
    --addv a "[v1:127.0.0.1:$mon_port]" "$RUN/monmap" >> "$RUN/setup.log" 2>&1
  ceph-mon -c "$CONF" --mkfs -i a --monmap "$RUN/monmap" --keyring "$RUN/keyring" \
    >> "$RUN/setup.log" 2>&1 || fail "the monitor cannot be set up; see $RUN/setup.log"
  daemon mon ceph-mon -i a
  await "the monitor" 60 ceph -c "$CONF" --connect-timeout 5 osd new "$osd" 0
  ceph-osd -c "$CONF" -i 0 --mkfs --osd-uuid "$osd" >> "$RUN/setup.log" 2>&1 \
    || fail "the OSD cannot be set up; see $RUN/setup.log"
  daemon osd ceph-osd -i 0
  daemon rgw radosgw -n client.rgw --rgw-frontends "beast endpoint=127.0.0.1:$http_port"
  await "the gateway" 120 curl -s -o /dev/null "http://127.0.0.1:$http_port/"
  await "the user" 20 radosgw-admin -c "$CONF" user create --uid=tidemark \
    --display-name=tidemark --access-key="$ACCESS_KEY" --secret-key="$SECRET_KEY"

  echo "endpoint=http://127.0.0.1:$http_port"
  echo "region=us-east-1"
  echo "accessKey=$ACCESS_KEY"
  echo "secretKey=$SECRET_KEY"
}

stop() {
  local id
  for name in rgw osd mon; do
    [ -e "$RUN/$name.id" ] || continue
    id=$(cat "$RUN/$name.id")
    kill "$id" 2> /dev/null || true
    for _ in $(seq 40); do
      kill -0 "$id" 2> /dev/null || break
      sleep 0.25
    done
    kill -9 "$id" 2> /dev/null || true
  done
  [ ! -e "$RUN" ] || { rm -rf "$DIR/last" && mv "$RUN" "$DIR/last"; }
}

case $1 in
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac
