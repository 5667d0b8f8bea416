/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The contract between the programs and the process that reads their maps. Fixed-width types only, every pad
 * a named field. The process proves its own copy against this file's BTF; a change of any layout or meaning
 * here is a new NM_ABI_VERSION.
 */
#ifndef NM_ABI_H
#define NM_ABI_H

#include <linux/types.h>

#define NM_ABI_VERSION 3

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

/* Why packets of a flow are in no flow. */
enum nm_overflow {
	NM_RING_FULL, /* their flow gave way to another one, and the ring had no room for it */
	NM_NO_SLICE,  /* counted by a CPU that has no part of the flow table (yet) */
	NM_NO_KEY,    /* the addresses were read, and could not be a second time: not known to happen */
	NM_OVERFLOWS,
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
 *
 * flow_base is no count: where this CPU's slice of the flow table begins in this bank, plus one; 0 for none.
 * Written by the process, also for a CPU that comes online later. Here, for each packet touches this line.
 */
struct nm_counters {
	struct nm_counter total;
	__u64 flow_base;
	__u64 reserved_line;
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
	struct nm_counter overflow[NM_CLASS_SLOTS]; /* of total, what is in no flow although it has one */
	struct nm_counter overflow_reasons[NM_OVERFLOWS]; /* the same, once more */
	__u64 evicted;	   /* flows that gave way to another one, those that found no room included */
	__u64 reserved[3]; /* to a multiple of a cache line */
};

_Static_assert(sizeof(struct nm_counters) % 64 == 0, "a slot is whole cache lines");

/*
 * Whose packets: the outermost 5-tuple as it is on the wire, and the direction. Two words per address; an
 * IPv4 address is ::ffff:a.b.c.d (RFC 4291, 2.5.5.2). Ports are 0 where there are none: behind the first
 * fragment, in headers cut short, above other protocols than TCP, UDP and SCTP. The reserved byte is 0.
 */
struct nm_flow_key {
	__u8 source[16];
	__u8 destination[16];
	__be16 source_port;
	__be16 destination_port;
	__u8 protocol; /* the number in the IP header, the last one behind extension headers */
	__u8 version;  /* 4 or 6 */
	__u8 direction;
	__u8 reserved;
};

/*
 * One flow in one window, by one CPU. A free slot is all zeros. Slots are ((bank * slices) + slice) *
 * slots + hash; each slice has one CPU as its writer, which knows its place from flow_base.
 */
struct nm_flow {
	struct nm_flow_key key;
	__u64 packets;	/* on the wire, as in nm_counter */
	__u64 bytes;	/* of the frames */
	__u64 ip_bytes; /* from the IP header on, without padding */
	__u32 first;	/* the low half of jiffies */
	__u32 last;
	__u16 smallest; /* frame; 65,535 stands for more */
	__u16 largest;
	__u16 vlan;	/* id of the outermost tag of the flow's first packet, 0 for none */
	__u8 tcp_flags; /* seen in any packet: the low six bits */
	__u8 dscp;	/* of the first packet */
};

/* A flow that gave way, in the ring. */
struct nm_eviction {
	struct nm_flow flow;
	__u32 bank;
	__u32 reserved;
};

/* Written by the process to close a window, read once per packet. Its only writer is the process. */
struct nm_control {
	__u32 active_bank;
	__u32 reserved;
	__u64 zero; /* always 0, which the verifier cannot know: see forget() */
	__u32 reserved_end[12];
};

_Static_assert(sizeof(struct nm_flow_key) == 40 && sizeof(struct nm_flow) == 80, "whole words, no padding");
_Static_assert(sizeof(struct nm_control) == 64, "the control word shares its line with nothing");

#endif
