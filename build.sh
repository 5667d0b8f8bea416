#!/usr/bin/env bash
# The only entry: developers and machines call this and nothing else. ./build.sh help lists the verbs.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

readonly choice_file=artifacts/packages.props
readonly multiarch=/usr/include/$(uname -m)-linux-gnu
export PATH=$PATH:/usr/sbin:/sbin
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# NuGet and the SDK keep what they fetch at home.
if [[ ! -w ${HOME:-} ]]; then mkdir -p artifacts/home; export HOME=$PWD/artifacts/home; fi
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1

say() { printf '== %s\n' "$*" >&2; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

usage() {
	cat <<-'TEXT'
	./build.sh [VERB] [--packages nuget|standins]

	  build          compile everything, Release; leaves bin/netmonitor and bin/pbm (what no verb does)
	  run [ARGS]     build, then bin/netmonitor run ARGS
	  test           build, then every test; the last line is "N passed, N failed, N skipped"
	  fuzz [SECONDS] the programs under a fuzzer with address checking, a minute if nothing is said
	  soak [MINUTES] a hundred kills, an upgrade killed at each step, and ten minutes of faults at random, if nothing is said
	  test-kernel [FILTER]
	                 the native tests on Debian 12's kernel 6.1, in an emulated machine: 5 to 15 minutes
	  verify         build, then load the programs through the kernel's verifier without attaching them
	  bpf            compile bpf/ only, to artifacts/bpf
	  demo [--seconds N]
	                 build, then a lab of network namespaces with four NICs and real traffic, and the program in it
	  bench packet   nanoseconds per packet, by frame and hook
	  bench read     time and memory to take a window's flows from the kernel to the snapshot, by size of the table
	  bench agent    processor time, memory and time to start with 1, 16 and 64 idle NICs, and with 100,000 active flows
	  bench old-vs-new
	                 a libpcap capture that counts in C#, softflowd and tcpdump beside the program, on the same traffic
	  fmt            format C# and C
	  check          what fmt would change, and the shell's syntax
	  clean          remove artifacts/ and bin/
	  help           this
	TEXT
}

# package, who needs it, and the proof that it is there
prerequisite_table() {
	cat <<-TABLE
	clang          build  command:clang
	llvm           build  command:llvm-strip
	libbpf-dev     build  file:/usr/include/bpf/bpf_helpers.h
	libbpf1        build  library:libbpf.so.1
	linux-libc-dev build  file:$multiarch/asm/types.h
	iproute2       test   command:ip
	ethtool        test   command:ethtool
	util-linux     test   command:setpriv
	bsdutils       test   command:script
	prometheus     test   command:promtool
	libclang-rt-$(clang_release)-dev fuzz file:$(clang -print-resource-dir 2>/dev/null)/lib/linux/libclang_rt.fuzzer-$(uname -m).a
	qemu-system-x86 kernel command:qemu-system-x86_64
	kmod           kernel command:depmod
	cpio           kernel command:cpio
	util-linux     demo   command:nsenter
	iproute2       demo   command:ip
	iperf3         demo   command:iperf3
	nginx-light    demo   command:nginx
	dnsmasq-base   demo   command:dnsmasq
	bind9-host     demo   command:host
	iputils-ping   demo   command:ping
	curl           demo   command:curl
	util-linux     bench  command:taskset
	libpcap0.8     pcap   library:libpcap.so.0.8
	softflowd      scale  command:softflowctl
	tcpdump        scale  command:tcpdump
	jq             test   command:jq
	strace         test   command:strace
	tcpreplay      demo   command:tcpreplay
	clang-format   format command:clang-format
	TABLE
}

# of the fuzzer's libraries there is a package for each
clang_release() { clang -dumpversion 2>/dev/null | cut -d. -f1; }

is_there() {
	case $1 in
		command:*) command -v "${1#*:}" >/dev/null ;;
		library:*) ldconfig -p | grep -qF "${1#*:}" ;;
		file:*) [[ -e ${1#*:} ]] ;;
	esac
}

# prerequisites KIND...: makes sure of all that these kinds of work need
prerequisites() {
	local package kind proof missing=()
	command -v dotnet >/dev/null || die 'dotnet is not on PATH: install the .NET SDK 10, https://dotnet.microsoft.com/download'
	[[ $(dotnet --version) =~ ^1[0-9]\. ]] || die "the .NET SDK is $(dotnet --version); it takes 10 or later"
	while read -r package kind proof; do
		if [[ " $* " == *" $kind "* ]] && ! is_there "$proof"; then missing+=("$package"); fi
	done < <(prerequisite_table)
	if ((${#missing[@]})); then install "${missing[@]}"; fi
}

install() {
	local line="apt-get install -y --no-install-recommends $*"
	if ! command -v apt-get >/dev/null; then die "missing, by the names of Debian's packages: $*"; fi
	if ((EUID != 0)); then die "missing; install with:  sudo $line"; fi
	say "installing $* (a minute or two)"
	forbid_services
	apt-get update -q >&2 || die 'apt-get update failed'
	DEBIAN_FRONTEND=noninteractive $line >&2 || die "failed: $line"
	allow_services
	# These packages enable their service for the next start of the machine; here they only run in namespaces of ours.
	local package
	for package in nginx-light softflowd; do
		if [[ " $* " == *" $package "* ]] && command -v systemctl >/dev/null; then systemctl disable "${package%-light}" >&2 || true; fi
	done
}

# Packages that bring a service would start it: Debian asks this file first.
forbid_services() {
	if [[ -e /usr/sbin/policy-rc.d ]]; then return; fi
	trap allow_services EXIT
	printf '#!/bin/sh\n# build.sh of NetMonitor, while it installs\nexit 101\n' >/usr/sbin/policy-rc.d
	chmod +x /usr/sbin/policy-rc.d
}

allow_services() {
	if grep -qs 'build.sh of NetMonitor' /usr/sbin/policy-rc.d; then rm -f /usr/sbin/policy-rc.d; fi
}

compile_bpf() {
	local source object flags=(-O2 -g -target bpf -Wall -Wextra -Werror -I bpf -I "$multiarch")
	mkdir -p artifacts/bpf
	for source in bpf/*.bpf.c; do
		object=artifacts/bpf/$(basename "$source" .c).o
		if [[ -e $object && -z $(find bpf build.sh -newer "$object" \( -name '*.[ch]' -o -name build.sh \)) ]]; then continue; fi
		say "compiling $source"
		clang "${flags[@]}" -c "$source" -o "$object.new"
		llvm-strip -g "$object.new" # the debugging sections; BTF stays
		mv "$object.new" "$object"
	done
}

# Sets $packages and $petabridge_cmd: forced, remembered, or asked of the registry once.
choose_packages() {
	local origin=--packages text
	packages=$forced
	if [[ -z $forced && -e $choice_file ]]; then
		origin=$choice_file
		packages=$(remembered Packages)
	elif [[ -z $forced ]]; then probe_packages; fi
	[[ $packages =~ ^(nuget|standins)$ ]] || die "$origin says packages is '$packages'; it takes nuget or standins"
	choose_petabridge_cmd
	choose_analyzers
	text="<Project><PropertyGroup><Packages>$packages</Packages>"
	text+="${served_petabridge_cmd:+<PetabridgeCmd>$served_petabridge_cmd</PetabridgeCmd>}<Analyzers>$analyzers</Analyzers></PropertyGroup></Project>"
	mkdir -p artifacts
	if [[ $(cat "$choice_file" 2>/dev/null) != "$text" ]]; then echo "$text" >"$choice_file"; fi
}

# Sets $petabridge_cmd, which is standins where all are, and $served_petabridge_cmd: remembered, or asked of the registry once.
choose_petabridge_cmd() {
	local reference='<PackageReference Include="Petabridge.Cmd.Host" />'
	served_petabridge_cmd=$(remembered PetabridgeCmd)
	petabridge_cmd=$packages
	if [[ $packages == standins ]]; then return; fi
	if [[ ! $served_petabridge_cmd =~ ^(nuget|standins)$ ]]; then
		say 'asking the package registry for Petabridge.Cmd (once)'
		if is_served "$reference"; then served_petabridge_cmd=nuget; say 'Petabridge.Cmd: nuget'
		else served_petabridge_cmd=standins; say 'Petabridge.Cmd: standins, for the registry has none'; fi
	fi
	petabridge_cmd=$served_petabridge_cmd
}

# Sets $analyzers: remembered, or asked of the registry once. Only the registry's word that it has none leaves them out.
choose_analyzers() {
	local folder log
	analyzers=$(remembered Analyzers)
	if [[ $analyzers =~ ^(true|false)$ ]]; then return; fi
	analyzers=true
	folder=$(mktemp -d)
	cp Directory.Packages.props "$folder"
	probe_project '<PackageReference Include="Microsoft.CodeAnalysis.BannedApiAnalyzers" />' >"$folder/probe.csproj"
	if ! log=$(dotnet restore "$folder/probe.csproj" 2>&1) && [[ $log == *NU1101* ]]; then
		analyzers=false
		say 'the registry has no BannedApiAnalyzers: BannedSymbols.txt is not enforced by this build'
	fi
	rm -rf "$folder"
}

remembered() { # PROPERTY
	sed -n "s|^.*<$1>\([^<]*\)</$1>.*\$|\1|p" "$choice_file" 2>/dev/null || true
}

# A restore of all that Packages decides. Petabridge.Cmd is asked for apart: where only that is missing, the others are real.
probe_packages() {
	say 'asking the package registry for Akka and the others (once)'
	if is_served "$(switched_packages)"; then packages=nuget; say 'packages: nuget'
	else packages=standins; say 'packages: standins, for the registry has no Akka of its own'; fi
}

# NU1101 is the registry's word that there is no such package: no. Neither that nor a restore: the end.
is_served() { # REFERENCES
	local folder log status=0
	folder=$(mktemp -d)
	cp Directory.Packages.props "$folder"
	probe_project "$1" >"$folder/probe.csproj"
	log=$(dotnet restore "$folder/probe.csproj" 2>&1) || status=1
	rm -rf "$folder"
	if ((status)) && [[ $log != *NU1101* ]]; then
		echo "$log" >&2
		die 'the registry neither served the packages nor said that it has none; --packages standins does without'
	fi
	return "$status"
}

switched_packages() {
	grep -rhoE --include='*.csproj' 'SwitchedPackage Include="[^"]+"' src tests | grep -v '"Petabridge\.Cmd' | sort -u | sed 's|Switched\(.*\)|<\1 />|; s|<Package|<PackageReference|'
}

probe_project() { # REFERENCES
	echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>'
	echo '<NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" />'
	echo "$1"
	echo '</ItemGroup></Project>'
}

# precompile PROJECT NAME: sets $program. The program once more, with machine code for ours and the packages' assemblies
# (ReadyToRun), docs/performance.md has the figures. It needs a compiler from the registry; where that has none, the plain build runs
# as well, only slower off the mark.
precompile() {
	local log folder
	folder=$(basename "$1" .csproj)
	program=artifacts/$packages/publish/$folder.Precompiled/release_$(rid)/$2
	say "precompiling $2"
	if log=$(dotnet publish "$1" -c Release -p:Packages="$packages" -p:Precompiled=true -nodeReuse:false -v minimal 2>&1); then return; fi
	echo "$log" | grep -m 3 -E 'error|NU1' >&2 || true
	say "not precompiled: $2 needs longer to start and more memory"
	program=artifacts/$packages/bin/$folder/release/$2
}

rid() { dotnet --info | sed -n 's/^ *RID: *//p'; }

compile() { # WHAT PACKAGES
	say "building $1 with packages=$2"
	dotnet build "$1" -c Release -p:Packages="$2" -nodeReuse:false -v minimal -clp:NoSummary >&2
}

# write_launcher NAME [SETTINGS]: bin/NAME, which starts $program. It looks for the runtime in a few places only; here it is told where
# this SDK has it.
write_launcher() {
	local root
	root=$(dirname "$(readlink -f "$(command -v dotnet)")")
	mkdir -p bin
	cat >"bin/$1.new" <<-LAUNCHER
	#!/bin/sh
	# Made by build.sh.
	export DOTNET_ROOT="\${DOTNET_ROOT:-$root}"${2:+ $2}
	exec "\$(dirname "\$(readlink -f "\$0")")/../$program" "\$@"
	LAUNCHER
	chmod +x "bin/$1.new"
	mv "bin/$1.new" "bin/$1"
}

# What was freed goes back to the kernel: the C library would keep chunks below its threshold for mapping, 7 MB that the JIT needed once,
# and an arena per thread; the collector would wait until garbage fills the last-level cache before it looks for the first time.
launch_netmonitor() {
	precompile src/Engine/NetMonitor.Engine.csproj netmonitor
	write_launcher netmonitor "$(tr '\n' ' ' <<-'SETTINGS'
	MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-32768}" MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
	DOTNET_GCgen0size="${DOTNET_GCgen0size:-0x100000}"
	SETTINGS
	)"
}

# The client of our stand-in; the real host has a client of its own, a .NET tool.
launch_pbm() {
	rm -f bin/pbm
	if [[ $petabridge_cmd == nuget ]]; then
		say 'no bin/pbm beside the real Petabridge.Cmd: dotnet tool install --global pbm'
		return
	fi
	precompile standins/pbm/pbm.csproj pbm
	write_launcher pbm
}

# run_tests PROJECT PACKAGES [SPEC]: one test project, or one spec of it; the results to artifacts/test
run_tests() {
	local name label dll results=artifacts/test/$2 status=0
	name=$(basename "$1" .csproj)
	label=$name${3:+.$3}
	dll=artifacts/$2/bin/$name/release/$name.dll
	say "testing $label with packages=$2"
	timeout -k 10 "${longest:-1500}" dotnet test "$dll" ${3:+--filter "$3"} --logger "trx;LogFileName=$label.trx" --results-directory "$results" >&2 || status=$?
	if ! grep -qs '<UnitTestResult' "$results/$label.trx"; then broken+=("$label with packages=$2 ran no test (exit $status)")
	elif ((status)) && ! grep -q '<UnitTestResult.*outcome="Failed"' "$results/$label.trx"; then broken+=("$label with packages=$2 did not finish: exit $status"); fi
}

count() { cat artifacts/test/*/*.trx 2>/dev/null | grep -c "<UnitTestResult.*outcome=\"$1\"" || true; }

# list OUTCOME WORD: one line for each test that ended so, its name and the first line of the reason
list() {
	cat artifacts/test/*/*.trx 2>/dev/null | awk -v outcome="outcome=\"$1\"" -v word="$2" '
		/<UnitTestResult/ { wanted = index($0, outcome); name = $0; sub(/.*testName="/, "", name); sub(/" computerName.*/, "", name) }
		wanted && /<Message>/ { sub(/.*<Message>/, ""); sub(/<\/Message>.*/, ""); print word ": " name ": " $0; wanted = 0 }' |
		sed 's/: skipped: /: /; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' | sort -u
}

our_processes() {
	local path
	for path in /proc/[0-9]*/exe; do
		if [[ $(readlink "$path") == "$PWD"/artifacts/*/NetMonitor.Engine*/* ]]; then path=${path%/exe}; echo "${path#/proc/}"; fi
	done
}

# list_leftovers PIDS: what our tests must not leave. PIDS are those of our processes that ran before.
list_leftovers() {
	local path pid
	for path in /run/netns/nm*-*; do
		pid=$(basename "$path"); pid=${pid#nm}; pid=${pid#demo}; pid=${pid%%-*}
		if [[ $pid =~ ^[0-9]+$ && ! -e /proc/$pid ]]; then echo "the network namespace $(basename "$path")"; fi
	done
	for pid in $(our_processes); do
		if [[ " $1 " != *" $pid "* ]]; then echo "the process $pid"; fi
	done
}

build() {
	prerequisites build
	compile_bpf
	choose_packages
	compile NetMonitor.sln "$packages"
	launch_netmonitor
	launch_pbm
}

run() {
	build
	exec bin/netmonitor run "$@"
}

run_all_tests() {
	local project
	for project in tests/*.Tests/*.csproj; do
		run_tests "$project" "$packages"
	done
	if [[ $packages == nuget ]]; then
		for project in tests/Standins*.Tests/*.csproj; do
			compile "$project" standins
			run_tests "$project" standins
		done
	fi
}

test_all() {
	prerequisites build
	prerequisites test demo fuzz
	build
	rm -rf artifacts/test
	broken=()
	local left before
	before=$(our_processes | tr '\n' ' ')
	run_all_tests
	run_tests tests/Lab.Tests/NetMonitor.Lab.Tests.csproj "$packages" Leftovers_should_include_no_program
	while read -r left; do broken+=("left behind: $left"); done < <(list_leftovers "$before")
	list NotExecuted skipped
	list Failed failed
	report "$(count Passed)" "$(count Failed)" "$(count NotExecuted)"
}

# run_spec PROJECT SPEC: builds no more than that takes, runs it, and shows what it says
run_spec() {
	choose_packages
	compile "$1" "$packages"
	rm -rf artifacts/test
	broken=()
	run_tests "$1" "$packages" "$2"
	tell
}

tell() {
	sed -n 's|</StdOut>||; /xUnit.net/d; s/.*<StdOut>/  /p' artifacts/test/*/*.trx
	list NotExecuted skipped
	list Failed failed
	report "$(count Passed)" "$(count Failed)" "$(count NotExecuted)"
}

fuzz() {
	[[ ${1:-60} =~ ^[1-9][0-9]*$ && $# -le 1 ]] || die 'fuzz takes a number of seconds'
	prerequisites build
	prerequisites fuzz
	compile_bpf
	LAB_FUZZ_SECONDS=${1:-60} longest=$((${1:-60} + 1500)) run_spec tests/Native.Tests/NetMonitor.Native.Tests.csproj FrameFuzzerSpec
}

soak() {
	[[ ${1:-10} =~ ^[1-9][0-9]*$ && $# -le 1 ]] || die 'soak takes a number of minutes'
	prerequisites build
	prerequisites test
	compile_bpf
	LAB_SOAK_SECONDS=$((${1:-10} * 60)) LAB_KILLS=100 LAB_UPGRADE_STEPS=1000 longest=$((${1:-10} * 60 + 3600)) \
		run_spec tests/Lab.Tests/NetMonitor.Lab.Tests.csproj Lab.Tests.Killing
}

# What is in the way of a second kernel here, if anything is.
kernel_reason() {
	if [[ $(uname -m) != x86_64 ]]; then echo "this machine is $(uname -m), the kernel's package is for amd64"
	elif ! command -v apt-get >/dev/null; then echo 'no apt-get to fetch the package with'
	elif ! apt-cache show linux-image-cloud-amd64 2>/dev/null | grep '^Version: 6\.1\.' >/dev/null; then echo 'apt has no linux-image-cloud-amd64 6.1 (Debian 12 has; apt-get update?)'
	else return 0; fi
	return 1
}

test_kernel() {
	local reason
	prerequisites build test
	broken=()
	if ! reason=$(kernel_reason); then echo "skipped: no second kernel: $reason"; echo '0 passed, 0 failed, 1 skipped'; return; fi
	prerequisites kernel
	compile_bpf
	choose_packages
	compile tests/Native.Tests/NetMonitor.Native.Tests.csproj "$packages"
	rm -rf artifacts/test
	broken=()
	tests/Kernel/test-kernel.sh "artifacts/$packages/bin/NetMonitor.Native.Tests/release" artifacts/test/kernel/tests.trx "$@" || broken+=("test-kernel.sh: exit $?")
	tell
}

report() { # PASSED FAILED SKIPPED
	local failed=$(($2 + ${#broken[@]})) line
	for line in "${broken[@]}"; do echo "failed: $line"; done
	if (($1 + failed == 0)); then echo 'failed: no test ran'; failed=1; fi
	echo "$1 passed, $failed failed, $3 skipped"
	((failed == 0))
}

demo() {
	prerequisites demo
	build
	exec deploy/demo/demo.sh "$@"
}

verify() {
	build
	exec bin/netmonitor verify "$@"
}

bench() {
	case ${1:-} in
		packet | read) prerequisites build; compile_bpf; choose_packages ;;
		agent) prerequisites test bench; build ;;
		# softflowd and tcpdump are there for scale: without them it goes on, and says so.
		old-vs-new) prerequisites test bench pcap; (prerequisites scale) || true; build ;;
		*) die 'bench takes: packet, read, agent, old-vs-new' ;;
	esac
	local project name
	for project in tests/Bench/*.csproj; do
		name=$(basename "$project" .csproj)
		compile "$project" "$packages"
		dotnet "artifacts/$packages/bin/$name/release/$name.dll" "$@"
	done
}

format() { # how dotnet format, then how clang-format is called
	prerequisites format
	choose_packages
	say 'C# (a minute or more)'
	dotnet format NetMonitor.sln $1
	say 'C'
	clang-format $2 bpf/*.[ch] tests/Fuzz/*.c tests/Fuzz/shim/*/*.h tests/Clock/*.c
}

fmt() { format '' '-i'; }

check() {
	local script
	for script in build.sh .ci/run deploy/demo/*.sh tests/Kernel/*; do bash -n "$script"; done
	format '--verify-no-changes' '--dry-run -Werror'
}

clean() { rm -rf artifacts bin; }

# options before the verb, and behind any but run, which hands its arguments on
main() {
	local verb='' rest=()
	forced=
	shopt -s nullglob
	while (($#)); do
		if [[ $verb == run ]]; then rest+=("$1")
		elif [[ $1 == --packages ]]; then (($# > 1)) || die '--packages takes nuget or standins'; forced=$2; shift
		elif [[ $1 == --packages=* ]]; then forced=${1#*=}
		elif [[ -z $verb ]]; then verb=$1
		else rest+=("$1"); fi
		shift
	done
	dispatch "${verb:-build}" "${rest[@]}"
}

dispatch() {
	case $1 in
		build | bpf | test | fmt | check | clean) (($# == 1)) || die "$1 takes no '$2'" ;;&
		test) test_all ;;
		test-kernel) shift; test_kernel "$@" ;;
		bpf) prerequisites build; compile_bpf ;;
		build | run | demo | fuzz | soak | verify | bench | fmt | check | clean) "$@" ;;
		help | -h | --help) usage ;;
		*) usage >&2; die "no verb '$1'" ;;
	esac
}

main "$@"
