/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What most frames are: to one host, with at most one tag, IPv4 without options or IPv6 without extension
 * headers, no fragment, every header whole. They have a way of their own; parse_frame() would tell the same
 * of them, later. What a packet costs here is the number of its instructions: hence a branch for TCP, whose
 * class is known when compiled.
 *
 * linear_only: the frame may have more than its linear part; then only a frame whose IP packet ends in it is
 * plain, for the others' length has to be asked for.
 */
#ifndef NM_PLAIN_H
#define NM_PLAIN_H

#include "nm_flow.h"

/* A length of 0, as offloads leave it, is more than any once 1 is taken off. */
static __always_inline int is_length(__u64 length, __u64 left, int linear_only)
{
	return linear_only ? length - 1 < left : length != 0;
}

/* There are 40 bytes from ip on, as for IPv6. */
static __always_inline int is_plain_ipv4(const __u8 *ip, const __u8 *end, int linear_only)
{
	return ip[0] == NM_IPV4_PLAIN &&
	       !(*(__u16 *)(ip + 6) & bpf_htons(NM_IPV4_MORE_FRAGMENTS | NM_IPV4_OFFSET)) &&
	       ip[9] != IPPROTO_IPV6 && /* the one that needs more than 20 bytes */
	       is_length(bpf_ntohs(*(__u16 *)(ip + 2)), end - ip, linear_only);
}

static __always_inline int is_plain_ipv6(const __u8 *ip, const __u8 *end, int linear_only)
{
	const __u8 *transport = ip + sizeof(struct ipv6hdr);

	return ip[0] >> 4 == 6 && is_length(bpf_ntohs(*(__u16 *)(ip + 4)), end - transport, linear_only);
}

static __always_inline void count_tcp(struct nm_visit *visit, __u32 version, __u8 flags)
{
	visit->tcp_flags = flags & (NM_TCP_FLAG_SETS - 1);
	count_class(visit->slot, version + NM_TCP, 1, visit->bytes);
	count_flags(visit->slot, visit->tcp_flags, 1);
}

static __always_inline void count_rest_of_plain(struct nm_visit *visit, int tagged)
{
	visit->smallest = visit->largest = visit->bytes;
	visit->ip_bytes = 0;
	visit->flow_slots = nm_flow_slots;
	count_size(visit->slot, 1, visit->bytes);
	if (tagged)
		visit->slot->tags[0]++;
}

static __always_inline int count_plain_ipv4(const __u8 *ip, const __u8 *end, int linear_only, int tagged,
					    struct nm_visit *visit)
{
	const __u8 *transport = ip + sizeof(struct iphdr);
	__u8 protocol = ip[9];
	__u64 last;

	if (!is_plain_ipv4(ip, end, linear_only))
		return 0;
	if (__builtin_expect(protocol == IPPROTO_TCP, 1)) {
		count_tcp(visit, NM_V4, transport[13]);
		last = NM_LAST_WORD(*(__u32 *)transport, IPPROTO_TCP, 4, visit->direction);
	} else {
		const struct nm_transport *kind = &nm_transports[protocol];

		visit->tcp_flags = 0;
		count_class(visit->slot, NM_V4 + kind->protocol, 1, visit->bytes);
		last = NM_LAST_WORD(kind->has_ports ? *(__u32 *)transport : 0, protocol, 4, visit->direction);
	}
	count_rest_of_plain(visit, tagged);
	if (visit->flow_slots)
		count_ipv4(ip, last, visit);
	return 1;
}

static __always_inline int count_plain_ipv6(const __u8 *ip, const __u8 *end, int linear_only, int tagged,
					    struct nm_visit *visit)
{
	const __u8 *transport = ip + sizeof(struct ipv6hdr);
	__u8 protocol = ip[6];
	__u64 last;

	if (!is_plain_ipv6(ip, end, linear_only))
		return 0;
	if (__builtin_expect(protocol == IPPROTO_TCP, 1)) {
		if (transport + sizeof(struct tcphdr) > end)
			return 0;
		count_tcp(visit, NM_V6, transport[13]);
		last = NM_LAST_WORD(*(__u32 *)transport, IPPROTO_TCP, 6, visit->direction);
	} else {
		const struct nm_transport *kind = &nm_transports[protocol];

		if (nm_next_headers[protocol].is_extension || transport + kind->length > end)
			return 0;
		visit->tcp_flags = 0;
		count_class(visit->slot, NM_V6 + kind->protocol, 1, visit->bytes);
		last = NM_LAST_WORD(kind->has_ports ? ports_at(transport, end) : 0, protocol, 6,
				    visit->direction);
	}
	count_rest_of_plain(visit, tagged);
	if (visit->flow_slots)
		count_ipv6(ip, last, visit);
	return 1;
}

/* By the EtherType in front of ip. */
static __always_inline int count_plain_network(const __u8 *ip, const __u8 *end, int linear_only, int tagged,
					       struct nm_visit *visit)
{
	__u16 ethertype = *(__u16 *)(ip - 2);

	if (__builtin_expect(ethertype == bpf_htons(ETH_P_IP), 1))
		return count_plain_ipv4(ip, end, linear_only, tagged, visit);
	if (ethertype == bpf_htons(ETH_P_IPV6))
		return count_plain_ipv6(ip, end, linear_only, tagged, visit);
	return 0;
}

/* Whether the frame is plain; then it is counted. */
static __always_inline int count_plain(const __u8 *frame, const __u8 *end, int linear_only,
				       struct nm_visit *visit)
{
	const __u8 *ip = frame + ETH_HLEN;

	if (ip + sizeof(struct ipv6hdr) > end || frame[0] & 1)
		return 0;
	return count_plain_network(ip, end, linear_only, 0, visit);
}

/*
 * The same of a frame with one tag: another copy of all this, so that nothing is asked about tags where there
 * is none. within: the tag's bytes in the frame, 4, or 0 where it was stripped from it.
 */
static __always_inline int count_plain_tagged(const __u8 *frame, const __u8 *end, int linear_only,
					      __u64 within, struct nm_visit *visit)
{
	const __u8 *ip = frame + ETH_HLEN + within;

	if (frame + ETH_HLEN > end || ip + sizeof(struct ipv6hdr) > end || frame[0] & 1)
		return 0;
	return count_plain_network(ip, end, linear_only, 1, visit);
}

/* Whether the frame has a tag of those that are usual; then its id is in the visit. */
static __always_inline int is_tagged(const __u8 *frame, const __u8 *end, struct nm_visit *visit)
{
	__u16 ethertype;

	if (frame + ETH_HLEN + 2 > end)
		return 0;
	ethertype = *(__u16 *)(frame + 12);
	visit->vlan = vlan_at(frame, end);
	return ethertype == bpf_htons(ETH_P_8021Q) || ethertype == bpf_htons(ETH_P_8021AD);
}

#endif
