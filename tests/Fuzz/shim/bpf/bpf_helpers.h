/* SPDX-License-Identifier: Apache-2.0 */
/* The helpers that the programs call, as functions of the fuzzer, and libbpf's macros without their sections.
 */
#ifndef NM_FUZZ_BPF_HELPERS_H
#define NM_FUZZ_BPF_HELPERS_H

#include <linux/bpf.h>

#define SEC(name)
#define __uint(name, val) int(*name)[val]
#define __type(name, val) typeof(val) *name
#define __noinline	  __attribute__((noinline)) /* __always_inline is the C library's */
#define barrier_var(var)  asm volatile("" : "+r"(var))

void *bpf_map_lookup_elem(void *map, const void *key);
__u32 bpf_get_smp_processor_id(void);
__u64 bpf_jiffies64(void);
void *bpf_ringbuf_reserve(void *ring, __u64 size, __u64 flags);
void bpf_ringbuf_submit(void *data, __u64 flags);
__u64 bpf_xdp_get_buff_len(struct xdp_md *ctx);
long bpf_skb_load_bytes(const struct __sk_buff *skb, __u32 offset, void *to, __u32 length);
long bpf_skb_pull_data(struct __sk_buff *skb, __u32 length);

#endif
