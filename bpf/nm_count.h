/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* One writer per slot (a CPU, a direction, with bottom halves off): plain additions, no atomics. */
#ifndef NM_COUNT_H
#define NM_COUNT_H

#include "nm_maps.h"
#include "nm_parse.h"

#define NM_TCP_FIN 0x01
#define NM_TCP_PSH 0x08

static __always_inline void add(struct nm_counter *counter, __u64 packets, __u64 bytes)
{
	counter->packets += packets;
	counter->bytes += bytes;
}

static __always_inline void count_size(struct nm_counters *slot, __u64 packets, __u64 bytes)
{
	__u64 bucket = bytes >> NM_SIZE_SHIFT;

	if (bucket > NM_SIZE_BUCKETS - 1)
		bucket = NM_SIZE_BUCKETS - 1;
	slot->sizes[bucket] += packets;
}

/* What is the same for each wire packet of a super-packet, and for a packet that is none (packets = 1). */
static __always_inline void count_kind(struct nm_counters *slot, const struct nm_packet *packet, __u64 packets,
				       __u64 bytes)
{
	add(&slot->total, packets, bytes);
	if (packet->class < NM_CLASSES)
		add(&slot->classes[packet->class], packets, bytes);
	if (packet->malformed < NM_LAYERS)
		slot->malformed[packet->malformed] += packets;
	if (packet->tags)
		slot->tags[(packet->tags - 1) % 8 < NM_TAG_COUNTS ? (packet->tags - 1) % 8 : NM_TAG_COUNTS - 1] += packets;
	if (packet->fragment)
		slot->fragments += packets;
	if (packet->group) {
		if (packet->broadcast)
			slot->broadcast += packets;
		else
			slot->multicast += packets;
	}
}

static __always_inline void count_one(struct nm_counters *slot, const struct nm_packet *packet, __u64 bytes)
{
	count_kind(slot, packet, 1, bytes);
	if (packet->tcp_seen)
		slot->tcp_flags[packet->tcp_flags % NM_TCP_FLAG_SETS]++;
	count_size(slot, 1, bytes);
}

#endif
