#!/usr/bin/env bash
# The same faults against the programs that kthwctl stands in for, beside it:
# a full disk, planted links, a wide umask, two runs at once.
set -euo pipefail
# shellcheck disable=SC2015,SC2016,SC2086  # short, and the words of a program are meant to part

program=$("$SWIFT" build --show-bin-path)/kthwctl
[ ! -x dist/kthwctl ] || program=$PWD/dist/kthwctl
folder=$(mktemp -d "$KTHW_FOLDER/peers-XXXXXX")
cd "$folder"
figure() { echo "figure: $*"; }

missing=
for judge in cfssl cfssljson kubectl openssl; do
  command -v $judge >/dev/null || missing+=" $judge"
done
[ -z "$missing" ] || { echo "peers: not installed:$missing; nothing is compared"; exit 0; }

echo '{"CN":"admin","key":{"algo":"ecdsa","size":256}}' >csr.json
"$program" ca init >/dev/null 2>&1
for number in 1 2; do
  "$program" cfssl gencert -ca=ca.pem -ca-key=ca-key.pem csr.json >"$number.json" 2>/dev/null
done
"$program" kubeconfig admin --server 127.0.0.1 --token-file <(echo token) --out old.conf \
  >/dev/null 2>&1 || "$program" config set-cluster x --server=https://x --kubeconfig=old.conf >/dev/null

# The two files of a pair: whole and of one key, or what is wrong with them.
pair() {
  local certificate key
  [ -e "$1.pem" ] || [ -e "$1-key.pem" ] || { echo "nothing"; return; }
  [ -s "$1.pem" ] && [ -s "$1-key.pem" ] || { echo "half a pair"; return; }
  certificate=$(openssl x509 -in "$1.pem" -noout -pubkey 2>/dev/null) || { echo "torn"; return; }
  key=$(openssl pkey -in "$1-key.pem" -pubout 2>/dev/null) || { echo "torn"; return; }
  if [ "$certificate" = "$key" ]; then echo "a whole pair"; else echo "a mismatched pair"; fi
}

# F2: disks without room, in a mount namespace; only root has one.
small_disks() {
  local pages tool
  for tool in "cfssljson" "$program cfssljson"; do
    for pages in 1 2 3; do
      rm -f small*; mkdir -p disk
      result=$(unshare -m bash -c '
        mount -t tmpfs -o size=$(($1 * 4))k none disk || exit 77
        cd disk; $2 -bare small <../1.json >/dev/null 2>&1; echo "exit $?"
        cp -a small* .. 2>/dev/null; true' bash "$pages" "$tool") || return 0
      figure "F2 disk of $pages pages, ${tool##*/}: $result, $(pair small)"
    done
  done
  for tool in kubectl "$program"; do
    rm -f after.conf
    result=$(unshare -m bash -c '
      mount -t tmpfs -o size=12k none disk || exit 77
      cp old.conf disk/conf; cd disk; head -c 4096 /dev/zero >fill
      $1 config set-credentials y --token=$(head -c 9000 /dev/zero | tr "\\0" x) \
        --kubeconfig=conf >/dev/null 2>&1
      echo "exit $?"; cp conf ../after.conf' bash "$tool") || return 0
    figure "F2 full disk, ${tool##*/} config: $result, $(cmp -s old.conf after.conf \
      && echo 'the old file stands' || echo "$(stat -c %s after.conf) bytes of $(stat -c %s old.conf) left")"
  done
}
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
  small_disks
else
  echo "peers: small disks need root, skipped"
fi

# F5: a link where the key should go.
for tool in "cfssljson" "$program cfssljson"; do
  rm -f admin* victim; echo mine >victim; ln -s victim admin-key.pem
  status=0; $tool -bare admin <1.json >/dev/null 2>&1 || status=$?
  figure "F5 planted link, ${tool##*/}: exit $status, $(grep -q mine victim \
    && echo 'the victim is untouched' || echo 'the key is in the victim')"
done
rm -f admin* victim; echo mine >victim; ln -s victim key.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem >/dev/null 2>&1 || true
figure "F5 planted link, openssl genpkey: $(grep -q mine victim \
  && echo 'the victim is untouched' || echo 'the key is in the victim')"

# F6 and F7: a key file that everybody may read is there already.
for tool in "cfssljson" "$program cfssljson"; do
  rm -f admin*; touch admin-key.pem; chmod 666 admin-key.pem
  (umask 000; $tool -bare admin <1.json >/dev/null 2>&1) || true
  figure "F6 key file of mode 0666 there, ${tool##*/}: $(stat -c %a admin-key.pem) after it"
done

# F8: two runs at once, and who is the other's.
for tool in "cfssljson" "$program cfssljson"; do
  mismatched=0; rm -f admin*
  for _ in $(seq 300); do
    $tool -bare admin <1.json >/dev/null 2>&1 & $tool -bare admin <2.json >/dev/null 2>&1 & wait
    [ "$(pair admin)" = "a whole pair" ] || mismatched=$((mismatched + 1))
  done
  figure "F8 two runs at once, ${tool##*/}: $mismatched of 300 pairs mismatched or torn"
done
for tool in kubectl "$program"; do
  rm -f many.conf
  for run in $(seq 20); do
    $tool config set-context "c$run" --cluster=x --kubeconfig=many.conf >/dev/null 2>&1 &
  done
  wait
  figure "F8 twenty changes at once, ${tool##*/} config: $(grep -c 'name: c' many.conf || true) kept"
done

# F1: killed in the middle of a write.
if command -v strace >/dev/null; then
  for tool in kubectl "$program"; do
    torn=0 locked=0 count=0
    for call in openat write close renameat unlinkat; do
      for place in 1 2 3 4 5 6 7 8; do
        rm -f k.conf*; cp old.conf k.conf
        strace -f -qq -o /dev/null -P "$folder/k.conf" -P k.conf -P "$folder/k.conf.lock" \
          -P k.conf.lock -e "inject=$call:signal=KILL:when=$place" \
          $tool config set-cluster y --server=https://y --kubeconfig=k.conf >/dev/null 2>&1 && break
        count=$((count + 1))
        [ -s k.conf ] || torn=$((torn + 1))
        timeout 20 $tool config set-cluster z --server=https://z --kubeconfig=k.conf \
          >/dev/null 2>&1 || locked=$((locked + 1))
      done
    done
    figure "F1 ${tool##*/} config, $count kills at calls on the file and its lock: $torn torn," \
      "$locked blocked the next run"
  done
fi
