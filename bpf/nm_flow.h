/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Flows: a direct-mapped table, a slice of it for each CPU and bank. A flow that finds its slot taken evicts
 * the other one to the ring, so that memory is bounded and nothing is lost but the place.
 */
#ifndef NM_FLOW_H
#define NM_FLOW_H

#include "nm_count.h"

#define NM_DSCP_SHIFT 2 /* RFC 2474 */
#define NM_VLAN_ID    0x0fff
#define NM_MAX_SIZE   0xffff

/* What is the same for all packets that are counted at once. */
struct nm_visit {
	struct nm_counters *slot; /* of this direction and bank */
	__u64 packets;
	__u64 bytes;
	__u64 ip_bytes;
	__u64 flow_slots; /* nm_flow_slots, read once */
	__u64 smallest;
	__u64 largest;
	__u32 bank;
	__u16 vlan;
	__u8 direction;
	__u8 tcp_flags; /* 0 where no TCP header was read */
};

/* The key as words. Words are what is compared and hashed; which bytes they are, is the same on both ends. */
struct nm_flow_words {
	__u64 word[5];
};

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define NM_MAPPED(address) ((__u64)(address) << 32 | 0xffff0000)
#define NM_LAST_WORD(ports, protocol, version, direction)                                                    \
	((__u64)(ports) | (__u64)(protocol) << 32 | (__u64)(version) << 40 | (__u64)(direction) << 48)
#define NM_PROTOCOL_IN(last) ((__u8)((last) >> 32))
#else
#define NM_MAPPED(address) (0xffffULL << 32 | (address))
#define NM_LAST_WORD(ports, protocol, version, direction)                                                    \
	((__u64)(ports) << 32 | (__u64)(protocol) << 24 | (__u64)(version) << 16 | (__u64)(direction) << 8)
#define NM_PROTOCOL_IN(last) ((__u8)((last) >> 24))
#endif

/*
 * Multiply-shift: the top bits of a product with a random odd number know every bit of what was multiplied,
 * its low bits only the lower ones. Two words whose last bytes alone differ, as the addresses of two subnets
 * do, must not be multiplied and added: of 65,536 pairs of bytes 256 sums would be left. Hence one word for
 * both addresses of IPv4, and for IPv6 the product's bytes in reverse before the next word comes: the top
 * byte, which knows most, becomes the low one, and the next product spreads it. One instruction, where
 * shifting and adding the top half to the low one takes three.
 */
static __always_inline __u64 reverse(__u64 hash)
{
	return __builtin_bswap64(hash);
}

static __always_inline __u64 hash_ipv4(const __u8 *ip, __u64 last)
{
	return reverse(*(__u64 *)(ip + 12) * nm_flow_seed[3] + last * nm_flow_seed[4]) * nm_flow_seed[1];
}

static __always_inline __u64 hash_ipv6(const __u8 *ip, __u64 last)
{
	__u64 hash = reverse(*(__u64 *)(ip + 8) * nm_flow_seed[0]);

	hash = reverse((hash + *(__u64 *)(ip + 16)) * nm_flow_seed[1]);
	hash = reverse((hash + *(__u64 *)(ip + 24)) * nm_flow_seed[2]);
	return reverse((hash + *(__u64 *)(ip + 32)) * nm_flow_seed[3] + last * nm_flow_seed[4]) *
	       nm_flow_seed[1];
}

static __always_inline __u16 size_of(__u64 bytes)
{
	return bytes > NM_MAX_SIZE ? NM_MAX_SIZE : bytes;
}

static __always_inline void overflow(struct nm_counters *slot, __u32 class, enum nm_overflow reason,
				     __u64 packets, __u64 bytes)
{
	add(&slot->overflow[class & NM_CLASS_MASK], packets, bytes);
	add(&slot->overflow_reasons[reason], packets, bytes);
}

/* The class of a flow that is about to leave; its packets were counted in the same one. */
static __always_inline __u32 class_of(const struct nm_flow_key *key)
{
	return (key->version == 6 ? NM_V6 : NM_V4) + nm_transports[key->protocol].protocol;
}

/* To the ring; where that is full, its packets stay in the overflow of its class and direction. */
static __noinline void evict(struct nm_flow *flow, __u32 bank)
{
	struct nm_eviction *eviction;
	struct nm_counters *slot = nm_slot(flow->key.direction & 1, bank & 1);

	if (!slot)
		return;
	slot->evicted++;
	eviction = bpf_ringbuf_reserve(&nm_evictions, sizeof(*eviction), 0);
	if (!eviction) {
		overflow(slot, class_of(&flow->key), NM_RING_FULL, flow->packets, flow->bytes);
		return;
	}
	__builtin_memcpy(&eviction->flow, flow, sizeof(*flow));
	eviction->bank = bank;
	eviction->reserved = 0;
	bpf_ringbuf_submit(eviction, BPF_RB_NO_WAKEUP);
}

/* Where a flow of this hash has its place; 0 where this CPU has no slice. */
static __always_inline struct nm_flow *flow_at(__u64 hash, const struct nm_visit *visit)
{
	__u64 base = visit->slot->flow_base;
	__u32 index = base - 1 + ((hash >> 32) * visit->flow_slots >> 32);

	return base == 0 ? 0 : bpf_map_lookup_elem(&nm_flows, &index);
}

/* In no flow, for this CPU has no slice. */
static __always_inline void count_no_slice(const struct nm_visit *visit, __u32 version, __u64 last)
{
	overflow(visit->slot, version + nm_transports[NM_PROTOCOL_IN(last)].protocol, NM_NO_SLICE,
		 visit->packets, visit->bytes);
}

static __always_inline void add_to_flow(struct nm_flow *flow, const struct nm_visit *visit, __u64 ip_bytes)
{
	flow->packets += visit->packets;
	flow->bytes += visit->bytes;
	flow->ip_bytes += ip_bytes;
	flow->last = bpf_jiffies64();
	flow->tcp_flags |= visit->tcp_flags;
	if (visit->smallest < flow->smallest)
		flow->smallest = visit->smallest;
	if (visit->largest > flow->largest)
		flow->largest = size_of(visit->largest);
}

/* The place is free by now; its key is written by the caller. */
static __always_inline void begin_flow(struct nm_flow *flow, const struct nm_visit *visit, __u64 ip_bytes,
				       __u8 dscp)
{
	flow->packets = visit->packets;
	flow->bytes = visit->bytes;
	flow->ip_bytes = ip_bytes;
	flow->first = flow->last = bpf_jiffies64();
	flow->smallest = size_of(visit->smallest);
	flow->largest = size_of(visit->largest);
	flow->vlan = visit->vlan;
	flow->tcp_flags = visit->tcp_flags;
	flow->dscp = dscp;
}

/*
 * The headers are read again behind the lookup: that is cheaper than keeping them on the stack. A free place
 * has a key of zeros, which is nobody's.
 */
static __always_inline void count_ipv4(const __u8 *ip, __u64 last, const struct nm_visit *visit)
{
	struct nm_flow *flow = flow_at(hash_ipv4(ip, last), visit);
	struct nm_flow_words *key = (struct nm_flow_words *)flow;
	__u64 length;

	if (!flow)
		return count_no_slice(visit, NM_V4, last);
	length = visit->ip_bytes ? visit->ip_bytes : bpf_ntohs(*(__u16 *)(ip + 2));
	if (__builtin_expect(key->word[4] == last && *(__u32 *)&flow->key.source[12] == *(__u32 *)(ip + 12) &&
				     *(__u32 *)&flow->key.destination[12] == *(__u32 *)(ip + 16),
			     1))
		return add_to_flow(flow, visit, length);
	if (flow->packets)
		evict(flow, visit->bank);
	key->word[0] = 0;
	key->word[1] = NM_MAPPED(*(__u32 *)(ip + 12));
	key->word[2] = 0;
	key->word[3] = NM_MAPPED(*(__u32 *)(ip + 16));
	key->word[4] = last;
	begin_flow(flow, visit, length, ip[1] >> NM_DSCP_SHIFT);
}

static __always_inline void count_ipv6(const __u8 *ip, __u64 last, const struct nm_visit *visit)
{
	struct nm_flow *flow = flow_at(hash_ipv6(ip, last), visit);
	struct nm_flow_words *key = (struct nm_flow_words *)flow;
	__u64 length;

	if (!flow)
		return count_no_slice(visit, NM_V6, last);
	length = visit->ip_bytes ? visit->ip_bytes : sizeof(struct ipv6hdr) + bpf_ntohs(*(__u16 *)(ip + 4));
	if (__builtin_expect(key->word[4] == last && key->word[1] == *(__u64 *)(ip + 16) &&
				     key->word[3] == *(__u64 *)(ip + 32) &&
				     key->word[0] == *(__u64 *)(ip + 8) &&
				     key->word[2] == *(__u64 *)(ip + 24),
			     1))
		return add_to_flow(flow, visit, length);
	if (flow->packets)
		evict(flow, visit->bank);
	key->word[0] = *(__u64 *)(ip + 8);
	key->word[1] = *(__u64 *)(ip + 16);
	key->word[2] = *(__u64 *)(ip + 24);
	key->word[3] = *(__u64 *)(ip + 32);
	key->word[4] = last;
	begin_flow(flow, visit, length,
		   bpf_ntohs(*(__u16 *)ip) >> (4 + NM_DSCP_SHIFT) & 0x3f); /* RFC 8200, 3 */
}

static __always_inline __u32 ports_at(const __u8 *transport, const __u8 *end)
{
	return transport + sizeof(__u32) > end ? 0 : *(__u32 *)transport;
}

static __always_inline void count_no_key(const struct nm_visit *visit, __u32 class)
{
	overflow(visit->slot, class, NM_NO_KEY, visit->packets, visit->bytes);
}

static __always_inline int has_flow(__u64 found)
{
	__u32 class = found & NM_CLASS_MASK;

	return class < NM_ARP && class != NM_V4 + NM_MALFORMED && class != NM_V6 + NM_MALFORMED;
}

/*
 * Of any packet, by the places that the parser found. ip_bytes of the visit: what is left without the headers
 * below IP; the packet's own length goes first, where it says one and is one packet.
 */
static __always_inline void count_flow(const __u8 *data, const __u8 *end, __u64 found, struct nm_visit *visit)
{
	__u32 class = found & NM_CLASS_MASK, ports = 0;
	const __u8 *ip = data + NM_NETWORK_AT(found);
	__u8 protocol = NM_PROTOCOL_OF(found);

	if (ip + sizeof(struct iphdr) > end)
		return count_no_key(visit, class);
	if (NM_TRANSPORT_AT(found) && !(found & NM_LAYER_BITS) && nm_transports[protocol].has_ports)
		ports = ports_at(data + NM_TRANSPORT_AT(found), end);
	if (visit->packets == 1 && *(__u16 *)(ip + (class < NM_V6 ? 2 : 4)))
		visit->ip_bytes = 0;
	visit->tcp_flags = (found >> NM_FLAGS_SHIFT) & (NM_TCP_FLAG_SETS - 1);
	visit->flow_slots = nm_flow_slots;
	if (class < NM_V6)
		return count_ipv4(ip, NM_LAST_WORD(ports, protocol, 4, visit->direction), visit);
	/* Here and not above: Linux 6.1's verifier does not see that a second comparison of the class ends as
	 * the first. */
	if (ip + sizeof(struct ipv6hdr) > end)
		return count_no_key(visit, class);
	count_ipv6(ip, NM_LAST_WORD(ports, protocol, 6, visit->direction), visit);
}

/* The id of the outermost tag in the frame, where there is one. */
static __always_inline __u16 vlan_at(const __u8 *data, const __u8 *end)
{
	if (data + ETH_HLEN + 2 > end)
		return 0;
	return bpf_ntohs(*(__u16 *)(data + ETH_HLEN)) & NM_VLAN_ID;
}

#endif
