/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
#ifndef NM_MAPS_H
#define NM_MAPS_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "nm_abi.h"

/* Read by mmap, without a system call per entry. Resized before load to the possible CPUs * NM_DIRECTIONS *
 * NM_BANKS. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, NM_DIRECTIONS *NM_BANKS);
	__type(key, __u32);
	__type(value, struct nm_counters);
} nm_counters SEC(".maps");

/* Resized before load to NM_BANKS * slices * slots, or left out where flows are off. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct nm_flow);
} nm_flows SEC(".maps");

/* Resized and left out likewise. Nobody is woken: the process looks at the positions, which it has mapped. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} nm_evictions SEC(".maps");

/* Set before load. Slots per slice and bank, a power of two; 0: no flows, and none of their code is left. */
const volatile __u32 nm_flow_slots = 0;

/* Random and odd, so that nobody can choose addresses that collide: multiply-shift hashing (Dietzfelbinger et
 * al., 1997). */
const volatile __u64 nm_flow_seed[5] = {1, 1, 1, 1, 1};

/* A global rather than a map of its own: one load per packet, no lookup. */
volatile struct nm_control nm_control SEC(".data.control");

/* Checked by the process before anything is attached. */
const volatile __u32 nm_abi_version = NM_ABI_VERSION;

/* The compiler leaves a type that no variable has out of the BTF, and the process could not check its copy.
 */
const volatile struct {
	enum nm_direction direction;
	enum nm_protocol protocol;
	enum nm_class class;
	enum nm_layer layer;
	enum nm_overflow overflow;
	enum nm_limit limit;
	struct nm_eviction eviction;
} nm_exported_types = {};

/* Set before load; 0 for devices whose packets start with the IP header (tun, wireguard, ppp). */
const volatile __u32 nm_ethernet = 1;

/* Read once per packet: counters and flows of one packet belong to one bank. */
static __always_inline __u32 nm_bank(void)
{
	return nm_control.active_bank & (NM_BANKS - 1);
}

static __always_inline struct nm_counters *nm_slot(enum nm_direction direction, __u32 bank)
{
	__u32 slot = (bpf_get_smp_processor_id() * NM_DIRECTIONS + direction) * NM_BANKS + bank;

	return bpf_map_lookup_elem(&nm_counters, &slot);
}

#endif
