// SPDX-License-Identifier: Apache-2.0
/*
 * The programs of netmonitor.bpf.c, compiled for this machine and run on frames that a fuzzer makes up, with
 * address checking: each linear part is a heap block of its own size, so that a byte read beyond it ends the
 * run. After each frame the books are checked.
 *
 * An input is a row of records, at most NM_FRAMES of them, in one set of maps: struct record and the frame's
 * bytes. The first byte of all says how large the flow table is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "netmonitor.bpf.c"

#define NM_FRAMES    8
#define NM_CPUS	     2
#define NM_MAX_SLOTS 4
#define NM_SLOTS     (NM_CPUS * NM_DIRECTIONS * NM_BANKS)

enum program { XDP, INGRESS, EGRESS, PROGRAMS };

enum option {
	CPU = 1,
	BANK = 2,
	BARE = 4,   /* without Ethernet, as a tun device has it */
	TAGGED = 8, /* in the metadata */
	SUPER = 16,
	NO_ROOM = 32, /* in the ring */
	NO_SLICE = 64,
	NO_MEMORY = 128,
};

/* In front of each frame. Numbers are little-endian, as on the machines this runs on. */
struct record {
	__u8 program;
	__u8 options;
	__u8 linear; /* a 256th of the frame; 0: all of it */
	__u8 segments;
	__u16 segment_bytes;
	__u16 length;
} __attribute__((packed));

static struct nm_counters *slots;
static struct nm_flow *flows;
static struct nm_counter ring[NM_DIRECTIONS];
static const struct record *now;
static const __u8 *whole; /* the frame, all of it */
static __u32 flow_slots;
static int had_super; /* numbers and sizes of segments that no kernel would make: no law for the sizes */

#define EXPECT(condition, ...)                                                                               \
	do {                                                                                                 \
		if (!(condition)) {                                                                          \
			fprintf(stderr, "not so: %s: ", #condition);                                         \
			fprintf(stderr, __VA_ARGS__);                                                        \
			fprintf(stderr, "\n");                                                               \
			abort();                                                                             \
		}                                                                                            \
	} while (0)

__u32 bpf_get_smp_processor_id(void)
{
	return now->options & CPU ? 1 : 0;
}

__u64 bpf_jiffies64(void)
{
	return 0x100000007;
}

void *bpf_map_lookup_elem(void *map, const void *key)
{
	__u32 index = *(const __u32 *)key;

	if (map == &nm_counters) {
		EXPECT(index < NM_SLOTS, "%u", index);
		return &slots[index];
	}
	EXPECT(map == &nm_flows, "another map");
	EXPECT(index < NM_BANKS * NM_CPUS * flow_slots, "%u of %u", index, flow_slots);
	return &flows[index];
}

void *bpf_ringbuf_reserve(void *to, __u64 size, __u64 flags)
{
	EXPECT(to == &nm_evictions && size == sizeof(struct nm_eviction) && flags == 0, "%llu", size);
	return now->options & NO_ROOM ? NULL : malloc(size);
}

void bpf_ringbuf_submit(void *data, __u64 flags)
{
	struct nm_eviction *eviction = data;

	EXPECT(flags == BPF_RB_NO_WAKEUP, "%llu", flags);
	EXPECT(eviction->bank < NM_BANKS && eviction->reserved == 0, "bank %u", eviction->bank);
	EXPECT(eviction->flow.key.direction < NM_DIRECTIONS, "direction %u", eviction->flow.key.direction);
	add(&ring[eviction->flow.key.direction], eviction->flow.packets, eviction->flow.bytes);
	free(data);
}

__u64 bpf_xdp_get_buff_len(struct xdp_md *ctx)
{
	return ctx->frame_length;
}

long bpf_skb_load_bytes(const struct __sk_buff *skb, __u32 offset, void *to, __u32 length)
{
	if (offset > skb->len || length > skb->len - offset)
		return -14;
	memcpy(to, whole + offset, length);
	return 0;
}

static void *block_of(const __u8 *bytes, __u32 length)
{
	void *block = malloc(length);

	if (length)
		memcpy(block, bytes, length);
	return block;
}

/* What was linear before is freed: who keeps a pointer into it is caught. */
long bpf_skb_pull_data(struct __sk_buff *skb, __u32 length)
{
	void *before = (void *)skb->data;

	if (now->options & NO_MEMORY || length > skb->len)
		return -12;
	if (length > skb->data_end - skb->data) {
		skb->data = (__u64)block_of(whole, length);
		skb->data_end = skb->data + length;
		free(before);
	}
	return 0;
}

/* Rodata, which the loader sets before it is read-only. */
static void set(const volatile __u32 *option, __u32 value)
{
	long size = sysconf(_SC_PAGESIZE);
	void *page = (void *)((__u64)option & ~(size - 1));

	EXPECT(mprotect(page, size, PROT_READ | PROT_WRITE) == 0, "mprotect");
	*(volatile __u32 *)option = value;
}

static void clear(void)
{
	memset(slots, 0, NM_SLOTS * sizeof(*slots));
	memset(flows, 0, NM_BANKS * NM_CPUS * NM_MAX_SLOTS * sizeof(*flows));
	memset(ring, 0, sizeof(ring));
	had_super = 0;
}

static void give_slices(void)
{
	for (__u32 slot = 0; slot < NM_SLOTS; slot++) {
		__u32 cpu = slot / (NM_DIRECTIONS * NM_BANKS), bank = slot % NM_BANKS;

		slots[slot].flow_base = flow_slots == 0 || now->options & NO_SLICE
						? 0
						: (bank * NM_CPUS + cpu) * flow_slots + 1;
	}
}

static struct nm_counter sum_of(const struct nm_counter *counters, int count)
{
	struct nm_counter sum = {};

	for (int i = 0; i < count; i++)
		add(&sum, counters[i].packets, counters[i].bytes);
	return sum;
}

static int same(struct nm_counter left, struct nm_counter right)
{
	return left.packets == right.packets && left.bytes == right.bytes;
}

static __u64 packets_in(const __u64 *cells, int count)
{
	__u64 sum = 0;

	for (int i = 0; i < count; i++)
		sum += cells[i];
	return sum;
}

/* Total = sum of the classes = sum of the sizes; what is rare is never more. */
static void check_slot(const struct nm_counters *slot)
{
	struct nm_counter outside[] = {slot->classes[NM_V4 + NM_MALFORMED],
				       slot->classes[NM_V6 + NM_MALFORMED]};
	struct nm_counter overflow = sum_of(slot->overflow, NM_CLASS_SLOTS);

	EXPECT(same(slot->total, sum_of(slot->classes, NM_CLASSES)), "the sum of the classes");
	EXPECT(slot->total.packets == packets_in(slot->sizes, NM_SIZE_BUCKETS), "the sum of the sizes");
	EXPECT(packets_in(slot->malformed, NM_LAYERS) <= slot->total.packets, "malformed");
	EXPECT(packets_in(slot->tags, NM_TAG_COUNTS) <= slot->total.packets, "tags");
	EXPECT(packets_in(slot->tcp_flags, NM_TCP_FLAG_SETS) <=
		       slot->classes[NM_V4 + NM_TCP].packets + slot->classes[NM_V6 + NM_TCP].packets,
	       "TCP flags");
	EXPECT(slot->fragments <= slot->total.packets, "fragments");
	EXPECT(slot->broadcast + slot->multicast <= slot->total.packets, "groups");
	EXPECT(slot->coalesced.packets <= slot->total.packets, "coalesced");
	EXPECT(same(overflow, sum_of(slot->overflow_reasons, NM_OVERFLOWS)), "the reasons of the overflow");
	EXPECT(sum_of(outside, 2).packets + overflow.packets <= slot->total.packets, "overflow");
	for (int class = NM_CLASSES; class < NM_CLASS_SLOTS; class ++)
		EXPECT(slot->classes[class].packets == 0, "class %d, which is none", class);
	EXPECT(slot->reserved_line == 0 && packets_in(slot->reserved, 3) == 0, "what is reserved");
}

/* Total = flows + ring + overflow + what has no flow. */
static void check_flows(enum nm_direction direction)
{
	struct nm_counter expected = {}, found = ring[direction];

	for (int slot = direction * NM_BANKS; slot < NM_SLOTS; slot += NM_DIRECTIONS * NM_BANKS) {
		for (int bank = 0; bank < NM_BANKS; bank++) {
			const struct nm_counters *at = &slots[slot + bank];
			struct nm_counter overflow = sum_of(at->overflow, NM_CLASS_SLOTS);

			for (int class = 0; class < NM_ARP; class ++) {
				if (class != NM_V4 + NM_MALFORMED && class != NM_V6 + NM_MALFORMED)
					add(&expected, at->classes[class].packets, at->classes[class].bytes);
			}
			add(&found, overflow.packets, overflow.bytes);
		}
	}
	for (__u32 i = 0; i < NM_BANKS * NM_CPUS * flow_slots; i++) {
		const struct nm_flow *flow = &flows[i];

		if (flow->packets == 0)
			continue;
		EXPECT(flow->key.version == 4 || flow->key.version == 6, "version %u", flow->key.version);
		EXPECT(flow->key.direction < NM_DIRECTIONS && flow->key.reserved == 0, "the key");
		EXPECT(flow->vlan <= NM_VLAN_ID && flow->dscp < 64, "the flow");
		EXPECT(had_super || flow->smallest <= flow->largest, "%u and %u bytes", flow->smallest,
		       flow->largest);
		if (flow->key.direction == direction)
			add(&found, flow->packets, flow->bytes);
	}
	EXPECT(flow_slots == 0 || same(expected, found), "%llu packets with a flow, %llu in flows",
	       expected.packets, found.packets);
}

/* in_reach: an XDP frame's length is not asked for where its IP packet says that it ends in the linear part
 * (docs/concepts.md). */
static void check(enum nm_direction direction, const struct nm_counters *before, __u64 bytes, __u64 in_reach)
{
	struct nm_counter was = {}, is = {}, other = {};

	for (__u32 slot = 0; slot < NM_SLOTS; slot++) {
		int mine = slot / NM_BANKS % NM_DIRECTIONS == direction;

		add(&was, before[slot].total.packets, before[slot].total.bytes);
		add(&is, slots[slot].total.packets, slots[slot].total.bytes);
		add(&other, slots[slot].total.packets - before[slot].total.packets, 0);
		if (!mine || slot % NM_BANKS != (now->options & BANK ? 1u : 0u) ||
		    slot / (NM_DIRECTIONS * NM_BANKS) != bpf_get_smp_processor_id()) {
			EXPECT(slots[slot].total.packets == before[slot].total.packets, "slot %u is not its",
			       slot);
		}
		check_slot(&slots[slot]);
	}
	if (now->options & SUPER && now->program % PROGRAMS != XDP)
		EXPECT(is.packets > was.packets && is.bytes >= was.bytes + bytes, "a super-packet");
	else
		EXPECT(is.packets == was.packets + 1 &&
			       (is.bytes == was.bytes + bytes ||
				(now->program % PROGRAMS == XDP && is.bytes == was.bytes + in_reach)),
		       "%llu packets, %llu of %llu bytes", is.packets - was.packets, is.bytes - was.bytes,
		       bytes);
	check_flows(direction);
}

static void run_xdp(void *linear, __u32 in_reach, __u32 length)
{
	struct xdp_md ctx = {(__u64)linear, (__u64)linear + in_reach, length};

	EXPECT(nm_xdp(&ctx) == XDP_PASS, "it decided");
	EXPECT(in_reach == 0 || memcmp(linear, whole, in_reach) == 0, "the frame was changed");
	free(linear);
}

static void run_tc(void *linear, __u32 in_reach, __u32 length)
{
	struct __sk_buff skb = {
		.data = (__u64)linear,
		.data_end = (__u64)linear + in_reach,
		.len = length,
		.protocol = in_reach > 0 && *whole >> 4 == 6 ? bpf_htons(ETH_P_IPV6) : bpf_htons(ETH_P_IP),
		.vlan_present = !!(now->options & TAGGED),
		.vlan_tci = 0xe123,
		.wire_len = length,
	};

	if (now->options & SUPER) {
		had_super = 1;
		skb.gso_segs = now->segments;
		skb.gso_size = now->segment_bytes ? now->segment_bytes : 1;
		skb.wire_len = length + now->segments * 54;
	}
	EXPECT((now->program % PROGRAMS == INGRESS ? nm_tc_ingress(&skb) : nm_tc_egress(&skb)) == NM_NEXT,
	       "it decided");
	EXPECT(skb.data == skb.data_end || memcmp((void *)skb.data, whole, skb.data_end - skb.data) == 0,
	       "the frame was changed");
	free((void *)skb.data);
}

static void run(__u32 length)
{
	static struct nm_counters before[NM_SLOTS];
	__u32 in_reach = now->linear ? (__u64)length * now->linear / 256 : length;
	enum program program = now->program % PROGRAMS;
	__u64 tag = program != XDP && now->options & TAGGED ? NM_TAG_LENGTH : 0;
	void *linear = block_of(whole, in_reach);

	set(&nm_ethernet, program == XDP || !(now->options & BARE));
	nm_control.active_bank = !!(now->options & BANK);
	give_slices();
	memcpy(before, slots, sizeof(before));
	if (program == XDP)
		run_xdp(linear, in_reach, length);
	else
		run_tc(linear, in_reach, length);
	check(program == EGRESS ? NM_TX : NM_RX, before, length + tag, in_reach);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	slots = calloc(NM_SLOTS, sizeof(*slots));
	flows = calloc(NM_BANKS * NM_CPUS * NM_MAX_SLOTS, sizeof(*flows));
	return 0;
}

int LLVMFuzzerTestOneInput(const __u8 *input, size_t size)
{
	static const __u32 sizes[] = {0, 1, 2, NM_MAX_SLOTS};
	struct record record;

	if (size == 0)
		return 0;
	clear();
	flow_slots = sizes[input[0] & 3];
	set(&nm_flow_slots, flow_slots);
	input++, size--;
	for (int frame = 0; frame < NM_FRAMES && size >= sizeof(record); frame++) {
		memcpy(&record, input, sizeof(record));
		input += sizeof(record), size -= sizeof(record);
		now = &record;
		whole = input;
		if (record.length > size)
			record.length = size;
		run(record.length);
		input += record.length, size -= record.length;
	}
	return 0;
}
