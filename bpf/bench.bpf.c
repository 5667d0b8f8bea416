// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* For the benchmark only: frames of many flows out of one frame, and what else could keep flows. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "nm_plain.h"

#define BENCH_NEXT -1
#define BENCH_CPUS 64

/* Flows minus one. */
const volatile __u64 bench_mask = 0;

/* A line for each CPU. */
struct bench_random {
	__u64 state;
	__u64 reserved[7];
};

volatile struct bench_random bench_randoms[BENCH_CPUS] SEC(".data.random");

/* Whose cost is measured: the floor's program and the other in turn, so that the way there is the same. */
struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} bench_xdp_target SEC(".maps"), bench_tc_target SEC(".maps");

/* Knuth's MMIX constants; the low bits of such a generator are not random. */
static __always_inline __u64 next_flow(void)
{
	volatile struct bench_random *random = &bench_randoms[bpf_get_smp_processor_id() & (BENCH_CPUS - 1)];
	__u64 state = random->state * 6364136223846793005ULL + 1442695040888963407ULL;

	random->state = state;
	return state >> 33 & bench_mask;
}

/*
 * Eight bytes at once, as the counting program reads them: a load that spans a younger and smaller store
 * waits for it, which no frame from a NIC makes it do.
 */
static __always_inline void vary(__u8 *frame, __u8 *end)
{
	__u32 flow;

	if (frame + ETH_HLEN + sizeof(struct ipv6hdr) > end)
		return;
	flow = next_flow();
	if (*(__u16 *)(frame + 12) == bpf_htons(ETH_P_IP))
		*(__u64 *)(frame + ETH_HLEN + 12) =
			(__u64)bpf_htonl(0x0b000001) << 32 | bpf_htonl(0x0a000000 + flow);
	else
		*(__u64 *)(frame + ETH_HLEN + 16) = bpf_cpu_to_be64(0x0200000000000000 + flow);
}

SEC("xdp.frags")
int bench_vary_xdp(struct xdp_md *ctx)
{
	vary((void *)(long)ctx->data, (void *)(long)ctx->data_end);
	bpf_tail_call(ctx, &bench_xdp_target, 0);
	return XDP_ABORTED;
}

SEC("tc")
int bench_vary_tc(struct __sk_buff *skb)
{
	vary((void *)(long)skb->data, (void *)(long)skb->data_end);
	bpf_tail_call(skb, &bench_tc_target, 0);
	return 2; /* TC_ACT_SHOT: nobody's verdict */
}

struct bench_value {
	__u64 packets;
	__u64 bytes;
	__u64 first;
	__u64 last;
};

#define TWIN_MAP(kind)                                                                                       \
	struct {                                                                                             \
		__uint(type, kind);                                                                          \
		__uint(max_entries, 1);                                                                      \
		__type(key, struct nm_flow_words);                                                           \
		__type(value, struct bench_value);                                                           \
	}

TWIN_MAP(BPF_MAP_TYPE_HASH) bench_hash SEC(".maps");
TWIN_MAP(BPF_MAP_TYPE_PERCPU_HASH) bench_percpu_hash SEC(".maps");
TWIN_MAP(BPF_MAP_TYPE_LRU_HASH) bench_lru_hash SEC(".maps");
TWIN_MAP(BPF_MAP_TYPE_LRU_PERCPU_HASH) bench_lru_percpu_hash SEC(".maps");

/* The key as of ip, which is there. */
static __always_inline void fill_key(const __u8 *ip, const __u8 *transport, const __u8 *end, __u8 protocol,
				     int is_ipv6, struct nm_flow_words *key)
{
	__u32 ports = transport && nm_transports[protocol].has_ports ? ports_at(transport, end) : 0;

	if (is_ipv6) {
		key->word[0] = *(__u64 *)(ip + 8);
		key->word[1] = *(__u64 *)(ip + 16);
		key->word[2] = *(__u64 *)(ip + 24);
		key->word[3] = *(__u64 *)(ip + 32);
		key->word[4] = NM_LAST_WORD(ports, protocol, 6, NM_RX);
	} else {
		key->word[0] = 0;
		key->word[1] = NM_MAPPED(*(__u32 *)(ip + 12));
		key->word[2] = 0;
		key->word[3] = NM_MAPPED(*(__u32 *)(ip + 16));
		key->word[4] = NM_LAST_WORD(ports, protocol, 4, NM_RX);
	}
}

/* Our key, and our way to it. */
static __always_inline int key_of(struct xdp_md *ctx, struct nm_flow_words *key)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct nm_cursor cursor = {data, data, end, 0};
	__u8 *frame = data, *ip = frame + ETH_HLEN;
	__u32 tag;
	__u64 found;

	if (ip + sizeof(struct ipv6hdr) + NM_TAG_LENGTH <= (__u8 *)end) {
		tag = *(__u16 *)(frame + 12) == bpf_htons(ETH_P_8021Q) ? NM_TAG_LENGTH : 0;
		ip += tag;
		if (*(__u16 *)(ip - 2) == bpf_htons(ETH_P_IP) && is_plain_ipv4(ip, end, 1)) {
			fill_key(ip, ip + sizeof(struct iphdr), end, ip[9], 0, key);
			return 1;
		}
		if (*(__u16 *)(ip - 2) == bpf_htons(ETH_P_IPV6) && is_plain_ipv6(ip, end, 1) &&
		    !nm_next_headers[ip[6]].is_extension) {
			fill_key(ip, ip + sizeof(struct ipv6hdr), end, ip[6], 1, key);
			return 1;
		}
	}
	found = forget(parse_frame(&cursor));
	if (!has_flow(found))
		return 0;
	ip = frame + NM_NETWORK_AT(found);
	if ((void *)(ip + sizeof(struct ipv6hdr)) > end)
		return 0;
	fill_key(ip, NM_TRANSPORT_AT(found) ? frame + NM_TRANSPORT_AT(found) : 0, end, NM_PROTOCOL_OF(found),
		 (found & NM_CLASS_MASK) >= NM_V6, key);
	return 1;
}

/* shared: other CPUs write to the same entry, and a plain sum would lose packets. */
static __always_inline int twin(struct xdp_md *ctx, void *map, int shared)
{
	__u64 bytes = ctx->data_end - ctx->data;
	struct bench_value *value, first = {1, bytes, 0, 0};
	struct nm_flow_words key;

	if (!key_of(ctx, &key))
		return XDP_PASS;
	value = bpf_map_lookup_elem(map, &key);
	if (!value) {
		first.first = first.last = bpf_jiffies64();
		bpf_map_update_elem(map, &key, &first, BPF_ANY);
		return XDP_PASS;
	}
	if (shared) {
		__sync_fetch_and_add(&value->packets, 1);
		__sync_fetch_and_add(&value->bytes, bytes);
	} else {
		value->packets++;
		value->bytes += bytes;
	}
	value->last = bpf_jiffies64();
	return XDP_PASS;
}

SEC("xdp.frags")
int bench_hash_xdp(struct xdp_md *ctx)
{
	return twin(ctx, &bench_hash, 1);
}

SEC("xdp.frags")
int bench_percpu_hash_xdp(struct xdp_md *ctx)
{
	return twin(ctx, &bench_percpu_hash, 0);
}

SEC("xdp.frags")
int bench_lru_hash_xdp(struct xdp_md *ctx)
{
	return twin(ctx, &bench_lru_hash, 1);
}

SEC("xdp.frags")
int bench_lru_percpu_hash_xdp(struct xdp_md *ctx)
{
	return twin(ctx, &bench_lru_percpu_hash, 0);
}

char bench_license[] SEC("license") = "GPL";
