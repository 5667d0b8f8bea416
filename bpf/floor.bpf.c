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

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 256);
	__type(key, __u32);
	__type(value, __u64);
} floor_protocols SEC(".maps");

/* A yardstick between machines: one counter per IP protocol in a PERCPU_ARRAY, the least that any counting
 * program does. */
SEC("xdp.frags")
int yardstick_xdp(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u64 *counter;
	__u32 protocol;

	if (data + 34 > end)
		return XDP_PASS;
	protocol = data[23];
	counter = bpf_map_lookup_elem(&floor_protocols, &protocol);
	if (counter)
		(*counter)++;
	return XDP_PASS;
}

char floor_license[] SEC("license") = "GPL";
