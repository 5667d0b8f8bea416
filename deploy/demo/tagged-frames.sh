#!/usr/bin/env bash
# A capture to inject: a UDP datagram with one VLAN tag, the same with two. To a MAC address and IP addresses (RFC 5737) that nobody has.
set -euo pipefail

readonly datagram=0800450000200001000040110000c0000201c000020204d20009000c0000deadbeef
readonly ethernet=020000000002020000000001

# shellcheck disable=SC2001 # "&" is what sed is for
bytes() { printf '%b' "$(sed 's/../\\x&/g' <<<"$1")"; }

# frame HEX: with its record, little-endian, padded to 64 bytes
frame() {
	local padded
	padded=$(printf '%-128s' "$1")
	bytes "00000000000000004000000040000000${padded// /0}"
}

bytes d4c3b2a1020004000000000000000000ffff000001000000
frame "${ethernet}81000005$datagram"
frame "${ethernet}88a8000781000008$datagram"
