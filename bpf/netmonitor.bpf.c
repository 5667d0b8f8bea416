// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Counts every packet of one NIC and leaves its fate to others. One loaded object per NIC: nothing is shared
 * between NICs. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "nm_count.h"
#include "nm_gso.h"

/* The next program of the chain decides: TCX_NEXT and TC_ACT_UNSPEC. TC_ACT_OK would end the chain for
 * others. */
#define NM_NEXT -1

/* More than any header chain we follow in practice; beyond it a packet is classed by what was in reach. */
#define NM_PULL 512

/*
 * Frames that are not plain. The context is read again, and what the compiler knows of it forgotten: the
 * plain way would otherwise carry this way's registers.
 */
static __always_inline __u64 count_other(struct xdp_md *ctx, struct nm_counters *slot, __u64 *bytes)
{
	barrier_var(ctx);

	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct nm_cursor cursor = {data, data, end, end - data};
	__u64 found = forget(parse_frame(&cursor));

	*bytes = cursor.linear;
	if (!NM_RARE(found))
		return found;
	if (found & (NM_UNSURE | NM_LAYER_BITS))
		*bytes = bpf_xdp_get_buff_len(ctx);
	if (found & NM_LAYER_BITS && *bytes > cursor.linear) {
		found &= ~(__u64)NM_LAYER_BITS;
		slot->out_of_reach++;
	}
	count_rare(slot, found, data, end, 1);
	return found;
}

SEC("xdp.frags")
int nm_xdp(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct nm_counters *slot = nm_slot(NM_RX);
	__u64 found = 0, bytes = end - data;

	if (!slot)
		return XDP_PASS;
	if (!__builtin_expect(parse_plain(data, end, 1, &found), 1))
		found = count_other(ctx, slot, &bytes);
	count_one(slot, forget(found), bytes);
	return XDP_PASS;
}

static __always_inline __u64 parse_skb(struct __sk_buff *skb, __u32 *transport)
{
	void *data = (void *)(long)skb->data;
	struct nm_cursor cursor = {data, data, (void *)(long)skb->data_end, 0};
	__u64 found = nm_ethernet ? parse_frame(&cursor) : parse_network(&cursor, skb->protocol);

	if (transport)
		*transport = cursor.pos - data;
	found = forget(found) & ~(__u64)NM_UNSURE;
	return skb->vlan_present ? add_tag(found) : found;
}

/* What was found, and where the transport header stands, above the low 32 bits. */
__noinline __u64 nm_parse_skb(struct __sk_buff *skb)
{
	__u32 transport = 0;
	__u64 found = parse_skb(skb, &transport);

	return found | (__u64)transport << 32;
}

static __always_inline int is_short(struct __sk_buff *skb, __u64 found)
{
	return found & NM_LAYER_BITS && skb->len > skb->data_end - skb->data;
}

static __always_inline void count_single(struct __sk_buff *skb, struct nm_counters *slot, __u64 found)
{
	count_one(slot, found, skb->len + (skb->vlan_present ? NM_TAG_LENGTH : 0));
	if (NM_RARE(found))
		count_rare(slot, found, (void *)(long)skb->data, (void *)(long)skb->data_end, 1);
}

/*
 * Super-packets, and packets whose headers may lie beyond the linear part. Pulling them in changes where they
 * are stored, not what they say. Functions of their own to the verifier, and off the usual path: a
 * super-packet is worth many packets.
 */
__noinline int nm_count_unusual(struct __sk_buff *skb, __u32 direction)
{
	__u64 parsed = nm_parse_skb(skb);
	struct nm_counters *slot = nm_slot(direction & 1);

	if (!slot)
		return NM_NEXT;
	if (is_short(skb, parsed)) {
		if (bpf_skb_pull_data(skb, skb->len < NM_PULL ? skb->len : NM_PULL) == 0) {
			parsed = nm_parse_skb(skb);
		} else {
			parsed &= ~(__u64)NM_LAYER_BITS;
			slot->out_of_reach++;
		}
	}
	if (skb->gso_size) {
		__u64 segments = count_super(skb, slot, (__u32)parsed, parsed >> 32, direction & 1);

		if (NM_RARE((__u32)parsed))
			count_rare(slot, (__u32)parsed, (void *)(long)skb->data, (void *)(long)skb->data_end,
				   segments);
	} else {
		count_single(skb, slot, (__u32)parsed);
	}
	return NM_NEXT;
}

static __always_inline int is_plain(struct __sk_buff *skb, __u64 *found)
{
	return nm_ethernet && !skb->vlan_present &&
	       parse_plain((void *)(long)skb->data, (void *)(long)skb->data_end, 0, found);
}

static __always_inline int count(struct __sk_buff *skb, enum nm_direction direction)
{
	struct nm_counters *slot;
	__u64 found = 0;

	if (skb->gso_size)
		return nm_count_unusual(skb, direction);
	slot = nm_slot(direction);
	if (!slot)
		return NM_NEXT;
	if (__builtin_expect(is_plain(skb, &found), 1)) {
		count_one(slot, forget(found), skb->len);
		return NM_NEXT;
	}
	barrier_var(skb);
	found = parse_skb(skb, 0);
	if (is_short(skb, found))
		return nm_count_unusual(skb, direction);
	count_single(skb, slot, found);
	return NM_NEXT;
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
