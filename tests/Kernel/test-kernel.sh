#!/usr/bin/env bash
# test-kernel.sh TESTS RESULTS [FILTER]: boots Debian 12's kernel in an emulated machine, runs the test project whose build is in the folder TESTS there, and
# leaves what they say in the file RESULTS. build.sh test-kernel calls it, at the project's root. Nothing is installed, and nothing of this machine is seen
# from inside: all it has is an archive in memory.
set -euo pipefail

export PATH=$PATH:/usr/sbin:/sbin
readonly tests=$1 results=$2 filter=${3:-}
readonly here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
readonly folder=$PWD/artifacts/kernel
readonly root=$folder/root
readonly bound=1500 # seconds, for everything

say() { printf '== %s\n' "$*" >&2; }
die() { printf 'test-kernel.sh: %s\n' "$*" >&2; exit 1; }

# The kernel's package, as the one that always names the newest depends on it.
fetch_kernel() {
	local package
	package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: \(linux-image-[^ ]*\)$/\1/p' | head -1)
	[[ -n $package ]] || die 'apt knows no linux-image-cloud-amd64: apt-get update, on Debian 12'
	kernel=$folder/$package
	if [[ -e $kernel/done ]]; then return; fi
	say "fetching $package"
	rm -rf "$kernel"
	mkdir -p "$kernel"
	(cd "$kernel" && apt-get download -q "$package" >&2 && dpkg-deb -x ./*.deb . && rm ./*.deb)
	depmod -b "$kernel" "$(basename "$kernel"/lib/modules/*)"
	touch "$kernel/done"
}

libraries_of() { ldd "$@" 2>/dev/null | sed -n 's/^\t.*=> \(\/[^ ]*\) .*/\1/p' | sort -u; }

# take FILE...: each at its own place, with the libraries that it is linked to
take() {
	local file
	for file in "$@" $(libraries_of "$@"); do
		mkdir -p "$root$(dirname "$file")"
		cp -Lu "$file" "$root$file"
	done
}

# The files of these modules and of those that they need, in the order in which they can be loaded.
modules() {
	local name
	for name in veth tun sch_ingress sch_tbf cls_bpf act_bpf dummy bridge bonding macvlan vxlan 8021q; do
		modprobe -d "$kernel" -S "$(basename "$kernel"/lib/modules/*)" --show-depends "$name" | sed -n 's/^insmod \([^ ]*\).*/\1/p'
	done | awk '!seen[$0]++'
}

pack() {
	local runtime sdk name path
	rm -rf "$root"
	mkdir -p "$root"/{proc,sys,dev,tmp,run,root,dotnet/sdk,netmonitor/artifacts,netmonitor/tests}
	for name in usr/bin usr/sbin usr/lib usr/lib64; do mkdir -p "$root/$name"; ln -s "$name" "$root/$(basename "$name")"; done
	runtime=$(dirname "$(readlink -f "$(command -v dotnet)")")
	sdk=$runtime/sdk/$(dotnet --version)
	for name in bash ip tc ethtool setpriv mount insmod uname cut cat mkdir sync sleep gzip script stty; do take "$(readlink -f "$(command -v "$name")")"; done
	for name in bash ip tc ethtool setpriv mount insmod; do
		path=$(command -v "$name")
		[[ -e $root$path ]] || ln -s "$(readlink -f "$path")" "$root$path"
	done
	take $(ldconfig -p | sed -n -E 's/.*(libbpf\.so\.1|libssl\.so\.3) \(libc6,x86-64.*=> //p') \
		$(libraries_of "$runtime/dotnet" $(find "$runtime/shared/Microsoft.NETCore.App" -name '*.so')) /lib64/ld-linux-x86-64.so.2
	cp -r "$runtime"/{dotnet,host} "$root/dotnet"
	mkdir -p "$root/dotnet/shared"
	cp -r "$runtime/shared/Microsoft.NETCore.App" "$root/dotnet/shared"
	# Of the SDK what runs tests, and no more.
	cp -r "$sdk"/{vstest.console.*,Microsoft.TestPlatform*,Microsoft.VisualStudio*,Newtonsoft*,NuGet.Frameworks.dll,Microsoft.Extensions.*.dll,Extensions} "$root/dotnet/sdk"
	cp -r "$tests/." "$root/netmonitor/tests"
	cp -r artifacts/bpf "$root/netmonitor/artifacts"
	cp NetMonitor.sln "$root/netmonitor"
	ln -s /dotnet/dotnet "$root/usr/bin/dotnet"
	cp "$here/init" "$root/init"
	chmod +x "$root/init"
	: >"$root/modules"
	for path in $(modules); do
		cp "$path" "$root"
		echo "/$(basename "$path")" >>"$root/modules"
	done
	echo "dotnet /dotnet/sdk/vstest.console.dll $(basename "$(ls "$tests"/*.Tests.dll)") ${filter:+'--TestCaseFilter:$filter'} '--logger:trx;LogFileName=tests.trx' --ResultsDirectory:/tmp/results" \
		>"$root/tests-to-run"
	(cd "$root" && find . | cpio -o -H newc --quiet) >"$folder/root.cpio"
}

boot() {
	local status=0
	rm -f "$folder/results.gz" "$folder/console"
	timeout -k 10 "$bound" qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m 3072 -no-reboot -display none -nic none \
		-kernel "$kernel"/boot/vmlinuz-* -initrd "$folder/root.cpio" -append 'console=ttyS0 panic=-1 quiet mitigations=off' \
		-serial stdio -serial "file:$folder/results.gz" </dev/null | tee "$folder/console" >&2 || status=$?
	((status == 0)) || die "the machine ended with $status (124: after $bound s); its console is in $folder/console"
	mkdir -p "$(dirname "$results")"
	gzip -dc "$folder/results.gz" >"$results" || die "no results came; the machine's console is in $folder/console"
}

fetch_kernel
pack
say "booting $(basename "$kernel"), emulated: some minutes"
boot
