/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * From a frame's first bytes to its class, by the rules of docs/counting.md: the outermost IP header decides. Bounds are
 * checked in the parse_* functions and nowhere else; EtherTypes are in network byte order.
 */
#ifndef NM_PARSE_H
#define NM_PARSE_H

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "nm_abi.h"

#define NM_NOT_MALFORMED NM_LAYERS

/* Not in the user-space headers. */
#define NM_ETH_P_QINQ_OLD 0x9100 /* 802.1ad before it had a number of its own */
#define NM_IPPROTO_IGMP	  2
#define NM_IPPROTO_MOBILITY 135 /* RFC 6275 */

#define NM_IPV4_MORE_FRAGMENTS 0x2000
#define NM_IPV4_OFFSET	       0x1fff
#define NM_IPV6_OFFSET	       0xfff8 /* RFC 8200, 4.5: thirteen bits, then two reserved and M */
#define NM_IPV6_MORE_FRAGMENTS 0x0001

struct nm_cursor {
	void *pos;
	void *end;
};

enum nm_hook {
	NM_HOOK_XDP,
	NM_HOOK_TC,
};

struct nm_frame {
	void *ctx;
	enum nm_hook hook;
	void *data;
	void *end;
};

struct nm_packet {
	__u32 class; /* enum nm_class */
	__u32 malformed; /* enum nm_layer, NM_NOT_MALFORMED */
	__u32 tags; /* VLAN tags, those in the metadata included */
	__u32 fragment;
	__u32 tcp_flags; /* the low six bits; only for TCP */
	__u32 tcp_seen; /* the TCP header was read */
	__u32 transport; /* offset of the header above IP and its extensions; 0 where there is none */
	__u32 group; /* first byte of the destination MAC, the group bit only */
	__u32 broadcast;
};

struct nm_extension {
	__u8 next;
	__u8 length; /* in 8 bytes, without the first 8; AH: in 4 bytes, without the first 8 */
	__u16 value; /* the fragment header's offset and flags */
	__u32 rest;
};

/* IP protocol number to nm_protocol; NM_OTHER is zero. */
static const __u8 nm_protocols[256] = {
	[IPPROTO_TCP] = NM_TCP,
	[IPPROTO_UDP] = NM_UDP,
	[IPPROTO_ICMP] = NM_ICMP,
	[IPPROTO_ICMPV6] = NM_ICMPV6,
	[NM_IPPROTO_IGMP] = NM_IGMP,
	[IPPROTO_SCTP] = NM_SCTP,
	[IPPROTO_GRE] = NM_GRE,
	[IPPROTO_ESP] = NM_ESP,
	[IPPROTO_AH] = NM_AH,
	[IPPROTO_IPIP] = NM_IPIP,
	[IPPROTO_IPV6] = NM_IPIP,
};

/*
 * What must be there of the header above IP, by IP protocol number; 0 where nothing is asked. RFC 9293, 768, 792, 4443,
 * 9776, 9260, 2784, 4303, 4302, 791, 8200.
 */
static const __u8 nm_transport_lengths[256] = {
	[IPPROTO_TCP] = 20, [IPPROTO_UDP] = 8, [IPPROTO_ICMP] = 8, [IPPROTO_ICMPV6] = 4,
	[NM_IPPROTO_IGMP] = 8, [IPPROTO_SCTP] = 12, [IPPROTO_GRE] = 4, [IPPROTO_ESP] = 8,
	[IPPROTO_AH] = 12, [IPPROTO_IPIP] = 20, [IPPROTO_IPV6] = 40,
};

static __always_inline int is_tag(__u16 ethertype)
{
	return ethertype == bpf_htons(ETH_P_8021Q) || ethertype == bpf_htons(ETH_P_8021AD) ||
	       ethertype == bpf_htons(NM_ETH_P_QINQ_OLD);
}

static __always_inline int parse_ethernet(struct nm_cursor *cursor, struct nm_packet *packet, __u16 *ethertype)
{
	struct ethhdr *eth = cursor->pos;

	if ((void *)(eth + 1) > cursor->end)
		return -1;
	if (eth->h_dest[0] & 1) {
		const __u16 *dest = (const __u16 *)eth->h_dest;

		packet->group = 1;
		packet->broadcast = (dest[0] & dest[1] & dest[2]) == 0xffff;
	}
	*ethertype = eth->h_proto;
	cursor->pos = eth + 1;
	return 0;
}

/* Leaves the first EtherType that is no tag; a tag beyond the fourth is left too. */
static __always_inline int parse_tags(struct nm_cursor *cursor, struct nm_packet *packet, __u16 *ethertype)
{
#pragma unroll
	for (int i = 0; i < NM_MAX_TAGS; i++) {
		__u16 *tag = cursor->pos;

		if (!is_tag(*ethertype) || packet->tags == NM_MAX_TAGS)
			return 0;
		if ((void *)(tag + 2) > cursor->end)
			return -1;
		*ethertype = tag[1];
		cursor->pos = tag + 2;
		packet->tags++;
	}
	return 0;
}

static __always_inline void parse_transport(struct nm_cursor *cursor, struct nm_packet *packet, void *data, __u8 protocol)
{
	packet->transport = cursor->pos - data;
	if (protocol == IPPROTO_TCP) {
		__u8 *tcp = cursor->pos;

		if (tcp + sizeof(struct tcphdr) > (__u8 *)cursor->end) {
			packet->malformed = NM_TRANSPORT;
			return;
		}
		packet->tcp_flags = tcp[13] & (NM_TCP_FLAG_SETS - 1);
		packet->tcp_seen = 1;
	} else if (cursor->pos + nm_transport_lengths[protocol] > cursor->end) {
		packet->malformed = NM_TRANSPORT;
	}
}

static __always_inline void parse_ipv4(struct nm_cursor *cursor, struct nm_packet *packet, void *data)
{
	struct iphdr *ip = cursor->pos;
	__u16 fragment;

	packet->class = NM_V4 + NM_MALFORMED;
	packet->malformed = NM_NETWORK;
	if ((void *)(ip + 1) > cursor->end || ip->version != 4 || ip->ihl < 5)
		return;
	cursor->pos += ip->ihl * 4;
	if (cursor->pos > cursor->end)
		return;
	packet->malformed = NM_NOT_MALFORMED;
	packet->class = NM_V4 + nm_protocols[ip->protocol];
	fragment = ip->frag_off & bpf_htons(NM_IPV4_MORE_FRAGMENTS | NM_IPV4_OFFSET);
	if (fragment) {
		packet->fragment = 1;
		if (fragment & bpf_htons(NM_IPV4_OFFSET))
			return;
	}
	parse_transport(cursor, packet, data, ip->protocol);
}

static __always_inline int is_extension(__u8 next)
{
	return next == IPPROTO_HOPOPTS || next == IPPROTO_ROUTING || next == IPPROTO_FRAGMENT || next == IPPROTO_AH ||
	       next == IPPROTO_DSTOPTS || next == NM_IPPROTO_MOBILITY;
}

/*
 * What the walk along a chain of extension headers found, as one scalar: the walk is a function of its own to the
 * verifier, which so checks it once and not once per path that leads to it.
 */
#define NM_WALK_NEXT(walk)     ((__u8)(walk))
#define NM_WALK_FRAGMENT       0x100 /* part of a fragmented packet */
#define NM_WALK_LATER_FRAGMENT 0x200 /* not the first one: what follows is payload */
#define NM_WALK_BROKEN	       0x400 /* cut short, or longer than NM_MAX_EXTENSIONS */
#define NM_WALK_AT_SHIFT       16
#define NM_WALK_AT(walk)       ((__u32)((walk) >> NM_WALK_AT_SHIFT) & NM_REACH)

/* Offsets beyond this are not followed: eight extension headers of full length end before. */
#define NM_REACH 0x7fff

static __always_inline __u64 walk_extensions(void *data, void *end, __u32 at, __u32 first)
{
	struct nm_extension *extension = data + (at & NM_REACH);
	__u64 found = 0;
	__u8 next = first;

#pragma unroll
	for (int i = 0; i < NM_MAX_EXTENSIONS; i++) {
		__u32 length;

		if (!is_extension(next))
			return found | next | (__u64)((void *)extension - data) << NM_WALK_AT_SHIFT;
		if ((void *)(extension + 1) > end)
			return NM_WALK_BROKEN | found;
		if (next == IPPROTO_FRAGMENT) {
			length = sizeof(*extension);
			if (extension->value & bpf_htons(NM_IPV6_OFFSET | NM_IPV6_MORE_FRAGMENTS))
				found |= NM_WALK_FRAGMENT;
			if (extension->value & bpf_htons(NM_IPV6_OFFSET))
				return found | NM_WALK_LATER_FRAGMENT | extension->next;
		} else {
			length = 8 + extension->length * (next == IPPROTO_AH ? 4 : 8);
			if ((void *)extension + length > end)
				return NM_WALK_BROKEN | found;
		}
		next = extension->next;
		extension = (void *)extension + length;
	}
	if (is_extension(next))
		return NM_WALK_BROKEN | found;
	return found | next | (__u64)((void *)extension - data) << NM_WALK_AT_SHIFT;
}

__noinline __u64 nm_xdp_extensions(struct xdp_md *ctx, __u32 at, __u32 first)
{
	return walk_extensions((void *)(long)ctx->data, (void *)(long)ctx->data_end, at, first);
}

__noinline __u64 nm_skb_extensions(struct __sk_buff *skb, __u32 at, __u32 first)
{
	return walk_extensions((void *)(long)skb->data, (void *)(long)skb->data_end, at, first);
}

static __always_inline void parse_ipv6(struct nm_cursor *cursor, struct nm_packet *packet, struct nm_frame frame)
{
	struct ipv6hdr *ip = cursor->pos;
	__u8 next;

	packet->class = NM_V6 + NM_MALFORMED;
	packet->malformed = NM_NETWORK;
	if ((void *)(ip + 1) > cursor->end || ip->version != 6)
		return;
	next = ip->nexthdr;
	cursor->pos = ip + 1;
	packet->malformed = NM_NOT_MALFORMED;
	if (is_extension(next)) {
		__u32 at = cursor->pos - frame.data;
		__u64 walk = frame.hook == NM_HOOK_XDP ? nm_xdp_extensions(frame.ctx, at, next) :
							 nm_skb_extensions(frame.ctx, at, next);

		packet->fragment = (walk & NM_WALK_FRAGMENT) != 0;
		if (walk & NM_WALK_BROKEN) {
			packet->malformed = NM_EXTENSION;
			return;
		}
		next = NM_WALK_NEXT(walk);
		if (walk & NM_WALK_LATER_FRAGMENT) {
			packet->class = NM_V6 + nm_protocols[next];
			return;
		}
		cursor->pos = frame.data + NM_WALK_AT(walk);
	}
	packet->class = NM_V6 + nm_protocols[next];
	parse_transport(cursor, packet, frame.data, next);
}

/* Starts at the header that the EtherType names. Everything else in the packet must be zero but its tags. */
static __always_inline void parse_network(struct nm_cursor *cursor, struct nm_packet *packet, struct nm_frame frame,
					  __u16 ethertype)
{
	packet->malformed = NM_NOT_MALFORMED;
	switch (ethertype) {
	case bpf_htons(ETH_P_IP):
		parse_ipv4(cursor, packet, frame.data);
		break;
	case bpf_htons(ETH_P_IPV6):
		parse_ipv6(cursor, packet, frame);
		break;
	case bpf_htons(ETH_P_ARP):
		packet->class = NM_ARP;
		break;
	case bpf_htons(ETH_P_LLDP):
		packet->class = NM_LLDP;
		break;
	case bpf_htons(ETH_P_MPLS_UC):
	case bpf_htons(ETH_P_MPLS_MC):
		packet->class = NM_MPLS;
		break;
	case bpf_htons(ETH_P_PPP_DISC):
	case bpf_htons(ETH_P_PPP_SES):
		packet->class = NM_PPPOE;
		break;
	default:
		packet->class = NM_OTHER_L2;
		/* A fifth tag is neither followed nor an error of the frame: it is the "more" of the tag counts. */
		if (is_tag(ethertype))
			packet->tags = NM_MAX_TAGS + 1;
	}
}

static __always_inline void parse_frame(struct nm_frame frame, struct nm_packet *packet)
{
	struct nm_cursor cursor = { .pos = frame.data, .end = frame.end };
	__u16 ethertype = 0;

	if (parse_ethernet(&cursor, packet, &ethertype) || parse_tags(&cursor, packet, &ethertype)) {
		packet->class = NM_OTHER_L2;
		packet->malformed = NM_LINK;
		return;
	}
	parse_network(&cursor, packet, frame, ethertype);
}

#endif
