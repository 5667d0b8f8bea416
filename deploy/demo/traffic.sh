#!/usr/bin/env bash
# traffic.sh bulk NUMBER, or traffic.sh talk NUMBER NIC CAPTURE: what the far end of one cable says to the host, until it is killed. Each command ends by itself within seconds.
set -uo pipefail

# Both protocols both ways, some megabits per second.
bulk() {
	while true; do
		iperf3 -c "10.78.$1.1" -t 2 -b 8M || sleep 0.2
		iperf3 -c "10.78.$1.1" -t 2 -b 4M -u -l 1200 || sleep 0.2
		iperf3 -c "10.78.$1.1" -t 2 -b 8M -R || sleep 0.2
		iperf3 -c "10.78.$1.1" -t 2 -b 4M -u -l 1200 -R || sleep 0.2
	done
}

talk() {
	while true; do
		ping -c 1 -W 1 "10.78.$1.1"
		ping -c 1 -W 1 "fd78:$1::1"
		curl -s -m 2 -o /dev/null "http://10.78.$1.1/"
		curl -s -m 2 -o /dev/null "http://[fd78:$1::1]/"
		host -W 1 -t A www.demo.test "10.78.$1.1"
		# As fast as it can: between packets it would wait by turning round.
		tcpreplay --intf1="$2" --topspeed --loop=3 "$3"
		sleep 0.2
	done >/dev/null
}

"$@"
