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
	struct nm_counters *slot = nm_slot(NM_RX);
	struct nm_packet packet = {};

	parse_frame((struct nm_frame){ ctx, NM_HOOK_XDP, (void *)(long)ctx->data, (void *)(long)ctx->data_end },
		    &packet);
	if (slot)
		count_one(slot, &packet, bpf_xdp_get_buff_len(ctx));
	return XDP_PASS;
}

static __always_inline void parse_skb(struct __sk_buff *skb, struct nm_packet *packet)
{
	struct nm_frame frame = { skb, NM_HOOK_TC, (void *)(long)skb->data, (void *)(long)skb->data_end };

	packet->tags = skb->vlan_present ? 1 : 0;
	if (nm_ethernet) {
		parse_frame(frame, packet);
	} else {
		struct nm_cursor cursor = { .pos = frame.data, .end = frame.end };

		parse_network(&cursor, packet, frame, skb->protocol);
	}
}

static __always_inline int count_skb(struct __sk_buff *skb, struct nm_counters *slot, const struct nm_packet *packet,
				     enum nm_direction direction)
{
	if (skb->gso_size)
		count_gso(skb, slot, packet, direction);
	else
		count_one(slot, packet, skb->len + (skb->vlan_present ? NM_VLAN_LENGTH : 0));
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
	struct nm_packet packet = {};

	if (!slot)
		return NM_NEXT;
	parse_skb(skb, &packet);
	if (failed) {
		packet.malformed = NM_NOT_MALFORMED;
		slot->out_of_reach++;
	}
	return count_skb(skb, slot, &packet, direction & 1);
}

static __always_inline int count(struct __sk_buff *skb, enum nm_direction direction)
{
	struct nm_counters *slot = nm_slot(direction);
	struct nm_packet packet = {};

	parse_skb(skb, &packet);
	if (!slot)
		return NM_NEXT;
	if (packet.malformed != NM_NOT_MALFORMED && skb->len > skb->data_end - skb->data)
		return nm_pull_and_count(skb, direction);
	return count_skb(skb, slot, &packet, direction);
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

char nm_license[] SEC("license") = "Dual Apache/GPL";
