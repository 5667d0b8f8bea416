/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * From a frame's first bytes to its class, by the rules of docs/concepts.md: the outermost IP header decides.
 * Bounds are checked in the parse_* functions and nowhere else; EtherTypes are in network byte order.
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

#include "nm_maps.h"

/* Not in the user-space headers. */
#define NM_ETH_P_QINQ_OLD   0x9100 /* 802.1ad before it had a number of its own */
#define NM_TAG_LENGTH	    4
#define NM_IPPROTO_IGMP	    2
#define NM_IPPROTO_MOBILITY 135 /* RFC 6275 */

#define NM_IPV4_PLAIN	       0x45 /* version 4, five words: no options */
#define NM_IPV4_MORE_FRAGMENTS 0x2000
#define NM_IPV4_OFFSET	       0x1fff
#define NM_IPV6_OFFSET	       0xfff8 /* RFC 8200, 4.5: thirteen bits, then two reserved and M */
#define NM_IPV6_MORE_FRAGMENTS 0x0001

/*
 * What is known of a packet, as one scalar: it stays in a register, and the verifier need not follow each
 * path with a state of its own. The class is the low byte. Most packets have nothing above it but the TCP
 * flags, so that one comparison (NM_RARE) tells that there is no more to count.
 */
#define NM_CLASS_MASK	(NM_CLASS_SLOTS - 1)
#define NM_FLAGS_SHIFT	8	   /* the low six TCP flag bits, */
#define NM_FLAGS_SEEN	(1u << 14) /* where a TCP header was read */
#define NM_LAYER_SHIFT	16
#define NM_LAYER(layer) ((1u + (layer)) << NM_LAYER_SHIFT)
#define NM_LAYER_BITS	(7u << NM_LAYER_SHIFT)
#define NM_TAG_SHIFT	20
#define NM_TAG		(1u << NM_TAG_SHIFT) /* a VLAN tag, those in the metadata included: to be counted up */
#define NM_TAG_BITS	(7u << NM_TAG_SHIFT)
#define NM_FRAGMENT	(1u << 24)
#define NM_GROUP_SHIFT	25
#define NM_GROUP	(1u << NM_GROUP_SHIFT)
#define NM_UNSURE	(1u << 31) /* the frame may be longer than its linear part */
#define NM_RARE(found)	((__u32)(found) >> NM_LAYER_SHIFT)
/* Above them, where parse_frame() or parse_network() found an IP header that can be read: where things are,
 * counted from data. */
#define NM_TRANSPORT_SHIFT     32 /* 16 bits; 0 for a fragment behind the first one */
#define NM_PROTOCOL_SHIFT      48 /* 8 bits: the IP protocol number */
#define NM_NETWORK_SHIFT       56 /* 8 bits */
#define NM_TRANSPORT_AT(found) ((__u32)((found) >> NM_TRANSPORT_SHIFT) & 0x7fff)
#define NM_PROTOCOL_OF(found)  ((__u8)((found) >> NM_PROTOCOL_SHIFT))
#define NM_NETWORK_AT(found)   ((__u8)((found) >> NM_NETWORK_SHIFT))
#define NM_TAGS(found)	       (((found)&NM_TAG_BITS) >> NM_TAG_SHIFT)

struct nm_cursor {
	void *data;
	void *pos;
	void *end;
	__u32 linear; /* end - data, where somebody wants NM_UNSURE; 0 otherwise */
};

/*
 * Asking for the length of an XDP frame costs a call, 7 ns where returns are guarded against speculation. A
 * frame whose IP packet ends within the linear part has no more of it elsewhere, and need not ask.
 */
static __always_inline __u64 unsure(const struct nm_cursor *cursor, const void *ip, __u32 length)
{
	__u32 left;

	if (cursor->linear == 0)
		return 0;
	left = cursor->linear - (__u32)(ip - cursor->data);
	/* The compiler would rather add the length to the pointer, which verifiers before Linux 6.8 refuse:
	 * to them a number is without bounds once its bytes are swapped. */
	barrier_var(left);
	return (left - length) & NM_UNSURE;
}

struct nm_extension {
	__u8 next;
	__u8 length; /* in units, without the first 8 bytes */
	__u16 value; /* the fragment header's offset and flags */
	__u32 rest;
};

/*
 * By IP protocol number: the nm_protocol (NM_OTHER is zero), and what must be there of its header. RFC 9293,
 * 768, 792, 4443, 9776, 9260, 2784, 4303, 4302, 791, 8200.
 */
struct nm_transport {
	__u8 protocol;
	__u8 length;
	__u16 has_ports; /* the header begins with two */
};

static const struct nm_transport nm_transports[256] = {
	[IPPROTO_TCP] = {NM_TCP, 20, 1},     [IPPROTO_UDP] = {NM_UDP, 8, 1},
	[IPPROTO_ICMP] = {NM_ICMP, 8, 0},    [IPPROTO_ICMPV6] = {NM_ICMPV6, 4, 0},
	[NM_IPPROTO_IGMP] = {NM_IGMP, 8, 0}, [IPPROTO_SCTP] = {NM_SCTP, 12, 1},
	[IPPROTO_GRE] = {NM_GRE, 4, 0},	     [IPPROTO_ESP] = {NM_ESP, 8, 0},
	[IPPROTO_AH] = {NM_AH, 12, 0},	     [IPPROTO_IPIP] = {NM_IPIP, 20, 0},
	[IPPROTO_IPV6] = {NM_IPIP, 40, 0},
};

#define NM_UNITS (4 | 8)
#define NM_REACH 0xfff /* more than 255 * NM_UNITS: tells the verifier how far one header can reach */

/*
 * By next-header number: whether it is an extension header, the unit of its length, and which bits of its
 * second word make a fragment of the packet. A table rather than comparisons: no branch, so one state per
 * header to the verifier.
 */
struct nm_next_header {
	__u8 is_extension;
	__u8 unit;
	__u16 fragment;
};

static const struct nm_next_header nm_next_headers[256] = {
	[IPPROTO_HOPOPTS] = {1, 8, 0},
	[IPPROTO_ROUTING] = {1, 8, 0},
	[IPPROTO_FRAGMENT] = {1, 0, bpf_htons(NM_IPV6_OFFSET | NM_IPV6_MORE_FRAGMENTS)},
	[IPPROTO_AH] = {1, 4, 0}, /* RFC 4302, 2.2 */
	[IPPROTO_DSTOPTS] = {1, 8, 0},
	[NM_IPPROTO_MOBILITY] = {1, 8, 0},
};

/*
 * The same value, of which the verifier no longer knows anything. What follows is then checked once, and not
 * once for each path through the parser; a load takes a quarter of the milliseconds per NIC.
 */
static __always_inline __u64 forget(__u64 value)
{
	return value ^ nm_control.zero;
}

static __always_inline int is_tag(__u16 ethertype)
{
	return ethertype == bpf_htons(ETH_P_8021Q) || ethertype == bpf_htons(ETH_P_8021AD) ||
	       ethertype == bpf_htons(NM_ETH_P_QINQ_OLD);
}

static __always_inline __u64 parse_transport(struct nm_cursor *cursor, __u32 version, __u8 protocol)
{
	__u8 *transport = cursor->pos;
	__u64 found = (__u64)(cursor->pos - cursor->data) << NM_TRANSPORT_SHIFT |
		      (__u64)protocol << NM_PROTOCOL_SHIFT;

	if (protocol == IPPROTO_TCP) {
		if (transport + sizeof(struct tcphdr) > (__u8 *)cursor->end)
			return found | (version + NM_TCP) | NM_LAYER(NM_TRANSPORT);
		return found | (version + NM_TCP) | NM_FLAGS_SEEN |
		       (transport[13] & (NM_TCP_FLAG_SETS - 1)) << NM_FLAGS_SHIFT;
	}
	if (transport + nm_transports[protocol].length > (__u8 *)cursor->end)
		found |= NM_LAYER(NM_TRANSPORT);
	return found | (version + nm_transports[protocol].protocol);
}

/* Of a fragment behind the first one. */
static __always_inline __u64 fragment_of(__u32 version, __u8 protocol)
{
	return (version + nm_transports[protocol].protocol) | NM_FRAGMENT |
	       (__u64)protocol << NM_PROTOCOL_SHIFT;
}

static __always_inline __u64 network_at(const struct nm_cursor *cursor, const void *ip)
{
	return (__u64)(ip - cursor->data) << NM_NETWORK_SHIFT;
}

static __always_inline __u64 parse_ipv4(struct nm_cursor *cursor)
{
	struct iphdr *ip = cursor->pos;
	__u8 first, protocol;
	__u16 fragment;
	__u64 found;

	if ((void *)(ip + 1) > cursor->end)
		return (NM_V4 + NM_MALFORMED) | NM_LAYER(NM_NETWORK);
	first = *(__u8 *)ip;
	protocol = ip->protocol;
	fragment = ip->frag_off & bpf_htons(NM_IPV4_MORE_FRAGMENTS | NM_IPV4_OFFSET);
	cursor->pos = ip + 1;
	if (first != NM_IPV4_PLAIN) {
		cursor->pos = (void *)ip + (first & 15) * 4;
		if (first >> 4 != 4 || (first & 15) < 5 || cursor->pos > cursor->end)
			return (NM_V4 + NM_MALFORMED) | NM_LAYER(NM_NETWORK);
	}
	/* Offloads leave the total length 0. */
	found = ip->tot_len ? unsure(cursor, ip, bpf_ntohs(ip->tot_len)) : NM_UNSURE;
	found |= network_at(cursor, ip);
	if (fragment) {
		if (fragment & bpf_htons(NM_IPV4_OFFSET))
			return found | fragment_of(NM_V4, protocol);
		return found | parse_transport(cursor, NM_V4, protocol) | NM_FRAGMENT;
	}
	return found | parse_transport(cursor, NM_V4, protocol);
}

/* The walk along the chain of extension headers, for a next header that is one. */
static __always_inline __u64 parse_extensions(struct nm_cursor *cursor, __u8 next)
{
	struct nm_extension *extension = cursor->pos;
	__u32 fragment = 0;
	__u64 length;

#pragma unroll
	for (int i = 0; i < NM_MAX_EXTENSIONS; i++) {
		struct nm_next_header kind = nm_next_headers[next];

		if (!kind.is_extension)
			goto transport;
		if ((void *)(extension + 1) > cursor->end)
			goto broken;
		fragment |= extension->value & kind.fragment;
		next = extension->next;
		if (fragment & bpf_htons(NM_IPV6_OFFSET))
			return fragment_of(NM_V6, next);
		/* Verifiers before Linux 6.10 know nothing of a product. */
		length = extension->length * (kind.unit & NM_UNITS);
		barrier_var(length);
		extension = (void *)(extension + 1) + (length & NM_REACH);
		/* One pointer for the checks and the loads: the verifier does not see that two sums are the
		 * same. */
		barrier_var(extension);
		if ((void *)extension > cursor->end)
			goto broken;
	}
	if (!nm_next_headers[next].is_extension)
		goto transport;
broken:
	return (NM_V6 + NM_MALFORMED) | NM_LAYER(NM_EXTENSION) | (fragment ? NM_FRAGMENT : 0);
transport:
	cursor->pos = extension;
	return forget(parse_transport(cursor, NM_V6, next)) | (fragment ? NM_FRAGMENT : 0);
}

static __always_inline __u64 parse_ipv6(struct nm_cursor *cursor)
{
	struct ipv6hdr *ip = cursor->pos;
	__u64 found;

	if ((void *)(ip + 1) > cursor->end || ip->version != 6)
		return (NM_V6 + NM_MALFORMED) | NM_LAYER(NM_NETWORK);
	cursor->pos = ip + 1;
	/* Of a jumbogram (RFC 2675) the payload length is 0. */
	found = ip->payload_len ? unsure(cursor, ip + 1, bpf_ntohs(ip->payload_len)) : NM_UNSURE;
	found |= network_at(cursor, ip);
	if (nm_next_headers[ip->nexthdr].is_extension)
		return found | parse_extensions(cursor, ip->nexthdr);
	return found | parse_transport(cursor, NM_V6, ip->nexthdr);
}

static __always_inline __u64 parse_link_payload(__u16 ethertype)
{
	switch (ethertype) {
	case bpf_htons(ETH_P_ARP):
		return NM_ARP | NM_UNSURE;
	case bpf_htons(ETH_P_LLDP):
		return NM_LLDP | NM_UNSURE;
	case bpf_htons(ETH_P_MPLS_UC):
	case bpf_htons(ETH_P_MPLS_MC):
		return NM_MPLS | NM_UNSURE;
	case bpf_htons(ETH_P_PPP_DISC):
	case bpf_htons(ETH_P_PPP_SES):
		return NM_PPPOE | NM_UNSURE;
	default:
		return NM_OTHER_L2 | NM_UNSURE;
	}
}

/* Starts at the header that the EtherType names. */
static __always_inline __u64 parse_network(struct nm_cursor *cursor, __u16 ethertype)
{
	if (ethertype == bpf_htons(ETH_P_IP))
		return parse_ipv4(cursor);
	if (ethertype == bpf_htons(ETH_P_IPV6))
		return parse_ipv6(cursor);
	return parse_link_payload(ethertype);
}

/* A tag beyond the fourth is neither followed nor an error of the frame: it is the "more" of the tag counts.
 */
static __always_inline __u64 parse_tagged(struct nm_cursor *cursor, __u16 ethertype)
{
	__u64 tags = 0;

#pragma unroll
	for (int i = 0; i < NM_MAX_TAGS; i++) {
		__u16 *tag = cursor->pos;

		if (!is_tag(ethertype))
			break;
		if ((void *)(tag + 2) > cursor->end)
			return NM_OTHER_L2 | NM_LAYER(NM_LINK) | tags * NM_TAG;
		ethertype = tag[1];
		cursor->pos = tag + 2;
		tags++;
	}
	/* What follows is checked once, and not once for each number of tags. */
	tags = forget(tags) & 7;
	cursor->pos = cursor->data + ETH_HLEN + tags * NM_TAG_LENGTH;
	if (is_tag(ethertype))
		tags++;
	return tags * NM_TAG | parse_network(cursor, ethertype);
}

static __always_inline __u64 parse_frame(struct nm_cursor *cursor)
{
	__u16 *eth = cursor->pos; /* six bytes to, six bytes from, the EtherType; an IP header is never at an
				     odd address */
	__u64 found;

	if ((void *)eth + ETH_HLEN > cursor->end)
		return NM_OTHER_L2 | NM_LAYER(NM_LINK);
	found = (*(__u8 *)eth & 1u) << NM_GROUP_SHIFT;
	cursor->pos = (void *)eth + ETH_HLEN;
	if (eth[6] == bpf_htons(ETH_P_IP))
		return found | parse_ipv4(cursor);
	return found | parse_tagged(cursor, eth[6]);
}

/* Of a frame to a group address. */
static __always_inline int is_broadcast(void *data, void *end)
{
	__u16 *dest = data;

	return (void *)(dest + 3) <= end && (dest[0] & dest[1] & dest[2]) == 0xffff;
}

/* The outermost tag may have been stripped into the metadata: it counts like the others. */
static __always_inline __u64 add_tag(__u64 found)
{
	found += NM_TAG;
	if (NM_TAGS(found) == NM_MAX_TAGS + 1)
		found = NM_OTHER_L2 | (found & (NM_TAG_BITS | NM_GROUP | NM_UNSURE));
	return found;
}

#endif
