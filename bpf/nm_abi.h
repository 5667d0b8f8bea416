/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The contract between the programs and the process that reads their maps. Fixed-width types only, every pad
 * a named field. The process proves its own copy against this file's BTF; a change of any layout or meaning
 * here is a new NM_ABI_VERSION.
 */
#ifndef NM_ABI_H
#define NM_ABI_H

#include <linux/types.h>

#define NM_ABI_VERSION 1

enum nm_direction {
	NM_RX,
	NM_TX,
};

/* Above IP. The same twelve for each IP version. */
enum nm_protocol {
	NM_OTHER,
	NM_TCP,
	NM_UDP,
	NM_ICMP,
	NM_ICMPV6,
	NM_IGMP,
	NM_SCTP,
	NM_GRE,
	NM_ESP,
	NM_AH,
	NM_IPIP,      /* protocols 4 and 41 */
	NM_MALFORMED, /* the IP header or the IPv6 extension chain cannot be read */
	NM_PROTOCOLS,
};

/* Every packet is in exactly one class: nm_protocol for IPv4, NM_V6 + nm_protocol for IPv6, or one of the
 * others. */
enum nm_class {
	NM_V4,
	NM_V6 = NM_PROTOCOLS,
	NM_ARP = 2 * NM_PROTOCOLS,
	NM_LLDP,
	NM_MPLS,
	NM_PPPOE,
	NM_OTHER_L2,
	NM_CLASSES,
};

/* Where a frame was cut short, or longer than we follow. */
enum nm_layer {
	NM_LINK,
	NM_NETWORK,
	NM_EXTENSION,
	NM_TRANSPORT,
	NM_LAYERS,
};

enum nm_limit {
	NM_BANKS = 2,
	NM_DIRECTIONS = 2,
	NM_MAX_TAGS = 4,
	NM_MAX_EXTENSIONS = 8,
	NM_TAG_COUNTS = NM_MAX_TAGS + 1, /* one, two, three, four, more */
	NM_TCP_FLAG_SETS = 64,		 /* the low six bits: FIN SYN RST PSH ACK URG */
	NM_SIZE_SHIFT = 6,		 /* sizes in steps of 64 bytes, */
	NM_SIZE_BUCKETS = 26,		 /* the last from 1,600 bytes on */
	NM_CLASS_SLOTS = 32,		 /* NM_CLASSES to a power of two: an index is masked, not compared */
};

struct nm_counter {
	__u64 packets; /* on the wire */
	__u64 bytes;   /* of the frame, from the Ethernet header, without FCS */
};

/*
 * One slot: what one CPU counted of one direction in one bank. Slots are (cpu * NM_DIRECTIONS + direction) *
 * NM_BANKS + bank, so that a CPU never shares a cache line with another one. The total is incremented on its
 * own: total = sum over classes is a check, not a definition.
 */
struct nm_counters {
	struct nm_counter total;
	struct nm_counter classes[NM_CLASS_SLOTS];
	struct nm_counter coalesced; /* wire packets and bytes that GRO or GSO folded into super-packets */
	__u64 estimated;	     /* wire packets whose bytes had to be estimated */
	__u64 out_of_reach; /* headers that could not be made linear (no memory): classed by what was in reach
			     */
	__u64 malformed[NM_LAYERS];
	__u64 fragments;
	__u64 broadcast;
	__u64 multicast;
	__u64 tags[NM_TAG_COUNTS];
	__u64 tcp_flags[NM_TCP_FLAG_SETS];
	__u64 sizes[NM_SIZE_BUCKETS];
	__u64 reserved[4]; /* to a multiple of a cache line */
};

_Static_assert(sizeof(struct nm_counters) % 64 == 0, "a slot is whole cache lines");

/* Written by the process to close a window, read once per packet. Its only writer is the process. */
struct nm_control {
	__u32 active_bank;
	__u32 reserved;
	__u64 zero; /* always 0, which the verifier cannot know: see forget() */
	__u32 reserved_end[12];
};

_Static_assert(sizeof(struct nm_control) == 64, "the control word shares its line with nothing");

#endif
