// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Counts every packet of one NIC and leaves its fate to others. One loaded object per NIC: nothing is shared between NICs. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "nm_count.h"
#include "nm_gso.h"

/* The next program of the chain decides: TCX_NEXT and TC_ACT_UNSPEC. TC_ACT_OK would end the chain for others. */
#define NM_NEXT -1

/* More than any header chain we follow in practice; beyond it a packet is classed by what was in reach. */
#define NM_PULL 512

SEC("xdp.frags")
int nm_xdp(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct nm_cursor cursor = { data, data, end, end - data };
	struct nm_counters *slot = nm_slot(NM_RX);
	__u64 found = forget(parse_frame(&cursor));
	__u64 bytes = cursor.linear;

	if (!slot)
		return XDP_PASS;
	if (NM_RARE(found)) {
		if (found & (NM_UNSURE | NM_LAYER_BITS))
			bytes = bpf_xdp_get_buff_len(ctx);
		if (found & NM_LAYER_BITS && bytes > cursor.linear) {
			found &= ~(__u64)NM_LAYER_BITS;
			slot->out_of_reach++;
		}
		count_rare(slot, found, data, end, 1);
	}
	count_one(slot, found, bytes);
	return XDP_PASS;
}

static __always_inline __u64 parse_skb(struct __sk_buff *skb, __u32 *transport)
{
	void *data = (void *)(long)skb->data;
	struct nm_cursor cursor = { data, data, (void *)(long)skb->data_end, 0 };
	__u64 found;

	if (nm_ethernet)
		found = parse_frame(&cursor);
	else
		found = parse_network(&cursor, skb->protocol);
	*transport = forget(cursor.pos - cursor.data);
	found = forget(found);
	found &= ~(__u64)NM_UNSURE;
	return skb->vlan_present ? add_tag(found) : found;
}

static __always_inline int count_skb(struct __sk_buff *skb, struct nm_counters *slot, __u64 found,
				     __u32 transport, enum nm_direction direction)
{
	if (skb->gso_size) {
		nm_count_super(skb, found, transport, direction);
		return NM_NEXT;
	}
	if (NM_RARE(found))
		count_rare(slot, found, (void *)(long)skb->data, (void *)(long)skb->data_end, 1);
	count_one(slot, found, skb->len + (skb->vlan_present ? NM_VLAN_LENGTH : 0));
	return NM_NEXT;
}

/*
 * The headers may lie beyond the linear part. Pulling them in changes where they are stored, not what they say. A
 * function of its own to the verifier, and off the usual path.
 */
__noinline int nm_pull_and_count(struct __sk_buff *skb, __u32 direction)
{
	__u32 length = skb->len < NM_PULL ? skb->len : NM_PULL;
	__u32 failed = bpf_skb_pull_data(skb, length) != 0;
	struct nm_counters *slot = nm_slot(direction & 1);
	__u32 transport;
	__u64 found;

	if (!slot)
		return NM_NEXT;
	found = parse_skb(skb, &transport);
	if (failed) {
		found &= ~(__u64)NM_LAYER_BITS;
		slot->out_of_reach++;
	}
	return count_skb(skb, slot, found, transport, direction & 1);
}

static __always_inline int count(struct __sk_buff *skb, enum nm_direction direction)
{
	struct nm_counters *slot = nm_slot(direction);
	__u32 transport;
	__u64 found = parse_skb(skb, &transport);

	if (!slot)
		return NM_NEXT;
	if (found & NM_LAYER_BITS && skb->len > skb->data_end - skb->data)
		return nm_pull_and_count(skb, direction);
	return count_skb(skb, slot, found, transport, direction);
}

SEC("tc")
int nm_tc_ingress(struct __sk_buff *skb)
{
	return count(skb, NM_RX);
}

SEC("tc")
int nm_tc_egress(struct __sk_buff *skb)
{
	return count(skb, NM_TX);
}

/* The kernel's own spelling of a licence that it takes for compatible. */
char nm_license[] SEC("license") = "GPL";
