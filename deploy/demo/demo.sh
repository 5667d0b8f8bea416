#!/usr/bin/env bash
# A lab to look at: a host with four NICs in one network namespace, what they are plugged into in another, real traffic between them, and the
# program on the host. Nothing of the machine itself is touched. ./build.sh demo calls this once everything is built.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$(readlink -f "$here/../..")
readonly here root
readonly temporary=${TMPDIR:-/tmp}
readonly lab=nmdemo$$
readonly host=$lab-host peer=$lab-peer folder=$temporary/$lab
# The demo's part of the address is the NIC's place in this list, from 1 on.
readonly nics=(xdp0 xdp1 tcx0 tcx1)
readonly modes='xdp*=native,tcx*=tcx'
readonly longest=600
readonly http=127.0.0.1:9460 pbm=127.0.0.1:9110
export PATH=$PATH:/usr/sbin:/sbin

say() { printf '== %s\n' "$*"; }
die() { printf 'demo: %s\n' "$*" >&2; exit 1; }

# Runs a command in a namespace, with the host's mounts: "ip netns exec" would hide the BPF file system.
within() {
	local namespace=$1
	shift
	nsenter --net="/run/netns/$namespace" -- "$@"
}

# spawn NAMESPACE LOG COMMAND...: in the background; it dies with this script, even of SIGKILL. Sets $spawned.
spawn() {
	local namespace=$1 log=$2
	shift 2
	nsenter --net="/run/netns/$namespace" -- setpriv --pdeathsig KILL -- "$@" >"$log" 2>&1 </dev/null &
	spawned=$!
	processes+=("$spawned")
}

# Whether a process is a demo that runs: its number may be somebody else's by now.
is_demo() { tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -qF demo.sh; }

# remove LAB: the processes in its namespaces, what a killed program left counting, the namespaces, its folder
remove() {
	local namespace pid
	for namespace in "$1-host" "$1-peer"; do
		if [[ ! -e /run/netns/$namespace ]]; then continue; fi
		for pid in $(ip netns pids "$namespace"); do kill -KILL "$pid" 2>/dev/null || true; done
		for _ in {1..50}; do if [[ -z $(ip netns pids "$namespace") ]]; then break; fi; sleep 0.1; done
		within "$namespace" "$root/bin/netmonitor" cleanup >/dev/null || true
		ip netns del "$namespace"
	done
	rm -rf "${temporary:?}/$1"
}

# What demos left that were killed.
sweep() {
	local path dead
	for path in /run/netns/nmdemo*-* "$temporary"/nmdemo*; do
		dead=$(basename "$path")
		dead=${dead%%-*}
		if [[ $dead =~ ^nmdemo([0-9]+)$ ]] && ! is_demo "${BASH_REMATCH[1]}"; then
			say "removing what the demo ${BASH_REMATCH[1]} left"
			remove "$dead"
		fi
	done
}

ended() { ! kill -0 "$1" 2>/dev/null; }

clean_up() {
	local status=$?
	trap '' INT TERM HUP
	trap - EXIT
	if [[ -n ${monitor:-} ]]; then
		kill -TERM "$monitor" 2>/dev/null || true
		for _ in {1..50}; do if ended "$monitor"; then break; fi; sleep 0.1; done
	fi
	kill -KILL "${processes[@]}" 2>/dev/null || true
	wait 2>/dev/null || true
	remove "$lab"
	say 'nothing is left of the demo'
	exit "$status"
}

# Sleeps so that a signal's trap need not wait for the end.
rest() {
	sleep "$1" &
	wait $! || true
}

plug() { # NIC NUMBER
	local end
	ip -n "$host" link add "$1" type veth peer name "$1" netns "$peer"
	for end in "$host 1" "$peer 2"; do
		ip -n "${end% *}" addr add "10.78.$2.${end#* }/24" dev "$1"
		ip -n "${end% *}" addr add "fd78:$2::${end#* }/64" dev "$1" nodad
		ip -n "${end% *}" link set "$1" up
	done
}

make_lab() {
	local number
	mkdir -m 700 "$folder"
	ip netns add "$host"
	ip netns add "$peer"
	ip -n "$host" link set lo up
	ip -n "$peer" link set lo up
	for number in "${!nics[@]}"; do plug "${nics[number]}" $((number + 1)); done
}

start_servers() {
	local number
	for number in "${!nics[@]}"; do spawn "$host" "$folder/iperf3-$number.log" iperf3 -s -B "10.78.$((number + 1)).1"; done
	mkdir -p "$folder/www"
	head -c 30000 /dev/zero >"$folder/www/index.html"
	sed "s|@FOLDER@|$folder|" "$here/nginx.conf" >"$folder/nginx.conf"
	spawn "$host" "$folder/nginx.log" nginx -p "$folder" -e "$folder/nginx-error.log" -c "$folder/nginx.conf"
	# It knows one name and asks nobody.
	spawn "$host" "$folder/dnsmasq.log" dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --no-poll --user=root --group=root \
		--pid-file= --bind-interfaces --except-interface=lo --listen-address=10.78.1.1,10.78.2.1,10.78.3.1,10.78.4.1 --address=/demo.test/10.78.1.1
}

start_traffic() {
	local number
	"$here/tagged-frames.sh" >"$folder/tagged.pcap"
	for number in "${!nics[@]}"; do
		spawn "$peer" "$folder/bulk-$number.log" "$here/traffic.sh" bulk $((number + 1))
		spawn "$peer" "$folder/talk-$number.log" "$here/traffic.sh" talk $((number + 1)) "${nics[number]}" "$folder/tagged.pcap"
	done
}

start_monitor() {
	local log=$folder/netmonitor.log
	if [[ -t 1 && -z $seconds ]]; then log=/dev/stdout; fi
	NETMONITOR_INTERFACES_MODES=$modes spawn "$host" "$log" "$root/bin/netmonitor" run --detach-on-exit --interval 1s --http "$http"
	monitor=$spawned
	for _ in {1..200}; do
		if ended "$monitor"; then break; fi
		if within "$host" curl -fs -m 2 "http://$http/readyz" >/dev/null; then return; fi
		rest 0.1
	done
	cat "$folder/netmonitor.log" >&2 || true
	die 'the program did not become ready'
}

commands() {
	printf '%s\n' "curl -s http://$http/metrics"
	if [[ ! -x $root/bin/pbm ]]; then return; fi
	printf '%s\n' "$root/bin/pbm $pbm net show" "$root/bin/pbm $pbm net interfaces" "$root/bin/pbm $pbm net actors"
}

invite() {
	local command
	say "four NICs: xdp0 and xdp1 by native XDP, tcx0 and tcx1 by TCX; iperf3, nginx, dnsmasq, ping and tagged frames on each"
	say 'to try, in another terminal, as root:'
	while read -r command; do printf '   nsenter --net=/run/netns/%s %s\n' "$host" "$command"; done < <(commands)
}

# The commands run here, /metrics cut down to what the NICs carried.
show() {
	local command
	while read -r command; do
		printf '\n$ %s\n' "$command"
		# shellcheck disable=SC2086 # words of one of our own lines
		if [[ $command == curl* ]]; then within "$host" $command | grep -E '^network_(packets_total|interface_info|vlan_packets_total).* [1-9]'
		else within "$host" $command; fi
	done < <(commands)
	echo
}

run() {
	local until=$((SECONDS + ${seconds:-$longest}))
	while ((SECONDS < until)); do
		if ended "$monitor"; then die 'the program ended by itself'; fi
		rest 0.5
	done
	if [[ -n $seconds ]]; then show; fi
}

check() {
	local tool
	if ((EUID != 0)); then die 'network namespaces need root'; fi
	if [[ ! -x $root/bin/netmonitor ]]; then die 'bin/netmonitor is not there: ./build.sh makes it'; fi
	for tool in ip nsenter setpriv iperf3 nginx dnsmasq host ping curl tcpreplay; do
		if ! command -v "$tool" >/dev/null; then die "$tool is not there: ./build.sh demo installs it"; fi
	done
}

main() {
	seconds=
	if [[ ${1:-} == --seconds && ${2:-} =~ ^[1-9][0-9]{0,2}$ ]] && (($# == 2 && $2 <= longest)); then seconds=$2
	elif (($#)); then die "takes --seconds N, from 1 to $longest"; fi
	shopt -s nullglob
	check
	sweep
	processes=()
	trap clean_up EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	trap 'exit 129' HUP
	make_lab
	start_servers
	# Ahead of the program, whose live view has the rest of a terminal to itself.
	invite
	start_monitor
	start_traffic
	if [[ ! -t 1 ]]; then say 'it runs'; fi
	run
}

main "$@"
