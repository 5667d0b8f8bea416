// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* What the benchmark measures against: programs that do nothing. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp.frags")
int floor_xdp(struct xdp_md *ctx __attribute__((unused)))
{
	return XDP_PASS;
}

SEC("tc")
int floor_tc(struct __sk_buff *skb __attribute__((unused)))
{
	return -1;
}

char floor_license[] SEC("license") = "GPL";
