// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Counts every packet of one NIC and leaves its fate to others. One loaded object per NIC: nothing is shared
 * between NICs. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "nm_count.h"
#include "nm_gso.h"
#include "nm_plain.h"

/* The next program of the chain decides: TCX_NEXT and TC_ACT_UNSPEC. TC_ACT_OK would end the chain for
 * others. */
#define NM_NEXT -1

/* More than any header chain we follow in practice; beyond it a packet is classed by what was in reach. */
#define NM_PULL 512

/*
 * Frames that are not plain. The context is read again, and what the compiler knows of it forgotten: the
 * plain way would otherwise carry this way's registers.
 */
static __always_inline __u64 count_other(struct xdp_md *ctx, struct nm_visit *visit)
{
	barrier_var(ctx);

	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct nm_cursor cursor = {data, data, end, end - data};
	__u64 found = forget(parse_frame(&cursor));

	visit->bytes = cursor.linear;
	if (NM_RARE(found)) {
		if (found & (NM_UNSURE | NM_LAYER_BITS))
			visit->bytes = bpf_xdp_get_buff_len(ctx);
		if (found & NM_LAYER_BITS && visit->bytes > cursor.linear) {
			found &= ~(__u64)NM_LAYER_BITS;
			visit->slot->out_of_reach++;
		}
		count_rare(visit->slot, found, data, end, 1);
	}
	if (nm_flow_slots && has_flow(found)) {
		visit->smallest = visit->largest = visit->bytes;
		visit->ip_bytes = visit->bytes - NM_NETWORK_AT(found);
		visit->vlan = NM_TAGS(found) ? vlan_at(data, end) : 0;
		count_flow(data, end, found, visit);
	}
	return found;
}

SEC("xdp.frags")
int nm_xdp(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u32 bank = nm_bank();
	struct nm_visit visit = {.slot = nm_slot(NM_RX, bank),
				 .packets = 1,
				 .bytes = end - data,
				 .direction = NM_RX,
				 .bank = bank};
	__u64 found;

	if (!visit.slot || __builtin_expect(count_plain(data, end, 1, &visit), 1) ||
	    (is_tagged(data, end, &visit) && count_plain_tagged(data, end, 1, NM_TAG_LENGTH, &visit)))
		return XDP_PASS;
	found = count_other(ctx, &visit);
	count_one(visit.slot, forget(found), visit.bytes);
	return XDP_PASS;
}

static __always_inline __u64 parse_skb(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	struct nm_cursor cursor = {data, data, (void *)(long)skb->data_end, 0};
	__u64 found = nm_ethernet ? parse_frame(&cursor) : parse_network(&cursor, skb->protocol);

	found = forget(found) & ~(__u64)NM_UNSURE;
	return skb->vlan_present ? add_tag(found) : found;
}

__noinline __u64 nm_parse_skb(struct __sk_buff *skb)
{
	return parse_skb(skb);
}

static __always_inline int is_short(struct __sk_buff *skb, __u64 found)
{
	return found & NM_LAYER_BITS && skb->len > skb->data_end - skb->data;
}

/* One packet on the wire. */
static __always_inline void count_single(struct __sk_buff *skb, struct nm_visit *visit, __u64 found)
{
	visit->bytes = skb->len + (skb->vlan_present ? NM_TAG_LENGTH : 0);
	visit->smallest = visit->largest = visit->bytes;
	count_one(visit->slot, found, visit->bytes);
}

static __always_inline void count_rest(struct __sk_buff *skb, struct nm_visit *visit, __u64 found)
{
	void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	__u32 below = NM_NETWORK_AT(found) + (skb->vlan_present ? NM_TAG_LENGTH : 0);

	if (NM_RARE(found))
		count_rare(visit->slot, found, data, end, visit->packets);
	if (nm_flow_slots && has_flow(found)) {
		visit->ip_bytes = visit->bytes - visit->packets * below;
		visit->vlan = skb->vlan_present ? skb->vlan_tci & NM_VLAN_ID
			      : NM_TAGS(found)	? vlan_at(data, end)
						: 0;
		count_flow(data, end, found, visit);
	}
}

/*
 * Super-packets, and packets whose headers may lie beyond the linear part. Pulling them in changes where they
 * are stored, not what they say. Functions of their own to the verifier, and off the usual path: a
 * super-packet is worth many packets.
 */
__noinline int nm_count_unusual(struct __sk_buff *skb, __u32 direction, __u32 bank)
{
	__u64 found = nm_parse_skb(skb);
	struct nm_visit visit = {.slot = nm_slot(direction & 1, bank & 1),
				 .packets = 1,
				 .direction = direction & 1,
				 .bank = bank & 1};

	if (!visit.slot)
		return NM_NEXT;
	if (is_short(skb, found)) {
		if (bpf_skb_pull_data(skb, skb->len < NM_PULL ? skb->len : NM_PULL) == 0) {
			found = nm_parse_skb(skb);
		} else {
			found &= ~(__u64)NM_LAYER_BITS;
			visit.slot->out_of_reach++;
		}
	}
	if (skb->gso_size)
		count_super(skb, &visit, found);
	else
		count_single(skb, &visit, found);
	count_rest(skb, &visit, found);
	return NM_NEXT;
}

static __always_inline int count(struct __sk_buff *skb, enum nm_direction direction)
{
	struct nm_visit visit = {.packets = 1, .direction = direction};
	__u64 found, within;

	visit.bank = nm_bank();
	if (skb->gso_size)
		return nm_count_unusual(skb, direction, visit.bank);
	visit.slot = nm_slot(direction, visit.bank);
	if (!visit.slot)
		return NM_NEXT;
	if (nm_ethernet) {
		void *data = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;

		visit.bytes = skb->len;
		if (__builtin_expect(!skb->vlan_present, 1)) {
			if (__builtin_expect(count_plain(data, end, 0, &visit), 1))
				return NM_NEXT;
			within = is_tagged(data, end, &visit) ? NM_TAG_LENGTH : ~0ull;
		} else {
			visit.bytes += NM_TAG_LENGTH;
			visit.vlan = skb->vlan_tci & NM_VLAN_ID;
			within = 0;
		}
		within = forget(within);
		if (within <= NM_TAG_LENGTH && count_plain_tagged(data, end, 0, within, &visit))
			return NM_NEXT;
	}
	barrier_var(skb);
	found = parse_skb(skb);
	if (is_short(skb, found))
		return nm_count_unusual(skb, direction, visit.bank);
	count_single(skb, &visit, found);
	count_rest(skb, &visit, found);
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
