/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Super-packets at TC: what GRO joined or GSO will split is counted as the packets that are on the wire. Each
 * of them carries all headers up to the innermost transport header, then at most gso_size bytes.
 */
#ifndef NM_GSO_H
#define NM_GSO_H

#include "nm_flow.h"

#define NM_VXLAN_PORT  4789   /* RFC 7348 */
#define NM_GENEVE_PORT 6081   /* RFC 8926 */
#define NM_GRE_FLAGS   0xb000 /* checksum, key, sequence number: RFC 2784, 2890 */
#define NM_ETH_P_TEB   0x6558 /* Ethernet within GRE */
#define NM_MAX_TUNNELS 2
#define NM_MAX_HEADERS 1024

/* Header bytes from data to the end of the innermost transport header; 0 where that cannot be told. */
__noinline __u32 nm_inner_headers(struct __sk_buff *skb, __u32 transport, __u32 class)
{
	__u8 byte;
	__u16 half;
	__u32 protocol = class >= NM_V6 ? class - NM_V6 : class;
	__u32 at = transport;

#pragma unroll
	for (int depth = 0; depth <= NM_MAX_TUNNELS; depth++) {
		__u16 ethertype = 0;
		__u8 next;

		if (at == 0 || at > NM_MAX_HEADERS)
			return 0;
		if (protocol == NM_TCP) {
			if (bpf_skb_load_bytes(skb, at + 12, &byte, sizeof(byte)))
				return 0;
			return at + (byte >> 4) * 4;
		}
		if (protocol == NM_UDP) {
			if (bpf_skb_load_bytes(skb, at + 2, &half, sizeof(half)))
				return 0;
			if (half == bpf_htons(NM_GENEVE_PORT))
				return 0;
			/* Any other port: segments of one datagram flow, as UDP GSO makes them. */
			if (half != bpf_htons(NM_VXLAN_PORT))
				return at + 8;
			at += 8 + 8;
			ethertype = bpf_htons(NM_ETH_P_TEB);
		} else if (protocol == NM_GRE) {
			if (bpf_skb_load_bytes(skb, at, &half, sizeof(half)) ||
			    bpf_skb_load_bytes(skb, at + 2, &ethertype, sizeof(ethertype)))
				return 0;
			half &= bpf_htons(NM_GRE_FLAGS);
			at += 4 + 4 * (!!(half & bpf_htons(0x8000)) + !!(half & bpf_htons(0x2000)) +
				       !!(half & bpf_htons(0x1000)));
		} else if (protocol != NM_IPIP) {
			return 0;
		}
		if (ethertype == bpf_htons(NM_ETH_P_TEB)) {
			if (bpf_skb_load_bytes(skb, at + 12, &ethertype, sizeof(ethertype)))
				return 0;
			at += ETH_HLEN;
		}
		/* Without an EtherType (IP in IP) the version tells; with one it must agree. */
		if (bpf_skb_load_bytes(skb, at, &byte, sizeof(byte)))
			return 0;
		if (byte >> 4 == 4 && (ethertype == 0 || ethertype == bpf_htons(ETH_P_IP))) {
			if (bpf_skb_load_bytes(skb, at + 9, &next, sizeof(next)))
				return 0;
			at += (byte & 15) * 4;
		} else if (byte >> 4 == 6 && (ethertype == 0 || ethertype == bpf_htons(ETH_P_IPV6))) {
			if (bpf_skb_load_bytes(skb, at + 6, &next, sizeof(next)))
				return 0;
			at += sizeof(struct ipv6hdr);
		} else {
			return 0;
		}
		protocol = nm_transports[next].protocol;
	}
	return 0;
}

/* Leaves in the visit how many packets they are on the wire, and their sizes. */
static __always_inline void count_super(struct __sk_buff *skb, struct nm_visit *visit, __u64 found)
{
	struct nm_counters *slot = visit->slot;
	enum nm_direction direction = visit->direction;
	__u32 transport = NM_TRANSPORT_AT(found);
	__u32 tag = skb->vlan_present ? NM_TAG_LENGTH : 0;
	__u32 size = skb->gso_size ? skb->gso_size : 1;
	__u64 length = skb->len;
	__u64 headers = nm_inner_headers(skb, transport, found & NM_CLASS_MASK);
	__u64 segments = skb->gso_segs;
	__u64 bytes, last;

	if (headers == 0 || headers > length) {
		/* The bytes of one set of headers per segment are missing: known at egress, a guess at
		 * ingress. */
		headers = transport;
		if (direction == NM_RX || segments == 0)
			slot->estimated += segments ? segments : 1;
	}
	if (segments == 0)
		segments = (length - headers + size - 1) / size;
	if (segments == 0)
		segments = 1;
	bytes = length + (segments - 1) * headers;
	if (direction == NM_TX && skb->wire_len >= length)
		bytes = skb->wire_len;
	bytes += segments * tag;

	count_class(slot, found, segments, bytes);
	add(&slot->coalesced, segments - 1, bytes - length - tag);
	if (found & NM_FLAGS_SEEN) {
		/* FIN and PSH are the last segment's alone. */
		count_flags(slot, (found >> NM_FLAGS_SHIFT) & ~(NM_TCP_FIN | NM_TCP_PSH), segments - 1);
		count_flags(slot, found >> NM_FLAGS_SHIFT, 1);
	}
	last = bytes - (segments - 1) * (headers + size + tag);
	if (last > bytes)
		last = bytes;
	count_size(slot, segments - 1, headers + size + tag);
	count_size(slot, 1, last);
	visit->packets = segments;
	visit->bytes = bytes;
	visit->smallest = last;
	visit->largest = segments > 1 ? headers + size + tag : last;
}

#endif
