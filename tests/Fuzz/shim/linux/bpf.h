/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel's own header, but for the two contexts: the kernel rewrites each access to them, so that a
 * member of 32 bits stands for a pointer. Here they hold whole pointers, and no more members than the
 * programs read.
 */
#ifndef NM_FUZZ_LINUX_BPF_H
#define NM_FUZZ_LINUX_BPF_H

#define xdp_md	  nm_kernel_xdp_md
#define __sk_buff nm_kernel_sk_buff
#include_next <linux/bpf.h>
#undef xdp_md
#undef __sk_buff

struct xdp_md {
	__u64 data;
	__u64 data_end;
	__u32 frame_length; /* with what lies behind the linear part */
};

struct __sk_buff {
	__u64 data;
	__u64 data_end;
	__u32 len;
	__u32 protocol;
	__u32 vlan_present;
	__u32 vlan_tci;
	__u32 gso_segs;
	__u32 gso_size;
	__u32 wire_len;
};

#endif
