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

/* What most packets have none of. */
static __always_inline void count_rare(struct nm_counters *slot, __u64 found, void *data, void *end,
				       __u64 packets)
{
	__u32 layer = (found & NM_LAYER_BITS) >> NM_LAYER_SHIFT;
	__u64 tags = NM_TAGS(found);

	if (layer)
		slot->malformed[(layer - 1) & (NM_LAYERS - 1)] += packets;
	if (tags) {
		tags--;
		/* Older verifiers do not see that what is not 0 is at least 1: the bound has to be on what is
		 * left. */
		barrier_var(tags);
		slot->tags[tags > NM_TAG_COUNTS - 1 ? NM_TAG_COUNTS - 1 : tags] += packets;
	}
	if (found & NM_FRAGMENT)
		slot->fragments += packets;
	if (found & NM_GROUP) {
		if (is_broadcast(data, end))
			slot->broadcast += packets;
		else
			slot->multicast += packets;
	}
}

/* What is the same for each wire packet of a super-packet, and for a packet that is none (packets = 1). */
static __always_inline void count_class(struct nm_counters *slot, __u64 found, __u64 packets, __u64 bytes)
{
	add(&slot->total, packets, bytes);
	add(&slot->classes[found & NM_CLASS_MASK], packets, bytes);
}

static __always_inline void count_flags(struct nm_counters *slot, __u32 flags, __u64 packets)
{
	slot->tcp_flags[flags & (NM_TCP_FLAG_SETS - 1)] += packets;
}

static __always_inline void count_one(struct nm_counters *slot, __u64 found, __u64 bytes)
{
	count_class(slot, found, 1, bytes);
	count_size(slot, 1, bytes);
	if (found & NM_FLAGS_SEEN)
		count_flags(slot, found >> NM_FLAGS_SHIFT, 1);
}

#endif
