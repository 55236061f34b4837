#!/bin/sh
# Stands in for systemctl where a playbook is tried: notes in $KTHW_SYSTEMD/log what it is
# told to do, and remembers which units run. $KTHW_BROKEN names a unit that does not start.
set -u
state=${KTHW_SYSTEMD:?}
mkdir -p "$state/active" "$state/enabled"
block=''
if [ "$1" = --no-block ]; then
  block='no-block '
  shift
fi
verb=$1
shift
case $verb in
  is-active)
    status=0
    for unit in "$@"; do
      if [ -e "$state/active/$unit" ]; then
        echo active
      else
        echo inactive
        status=3
      fi
    done
    exit "$status"
    ;;
  is-enabled) if [ -e "$state/enabled/$1" ]; then echo enabled; else echo disabled && exit 1; fi ;;
  show)
    active=inactive
    [ ! -e "$state/active/$1" ] || active=active
    printf 'Id=%s\nLoadState=loaded\nActiveState=%s\n' "$1" "$active"
    ;;
  daemon-reload) echo daemon-reload >>"$state/log" ;;
  start | restart | reload)
    [ "$1" != "${KTHW_BROKEN:-}" ] || exit 1
    : >"$state/active/$1"
    echo "$block$verb $1" >>"$state/log"
    ;;
  enable)
    : >"$state/enabled/$1"
    echo "enable $1" >>"$state/log"
    ;;
  *) exit 1 ;;
esac
