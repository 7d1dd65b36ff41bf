//! File systems on which others write without the kernel's knowledge.

use std::path::Path;

/// NFS, SMB, CIFS, SMB2, FUSE, AFS, Coda, 9P, Ceph, Lustre, GPFS, folders of a virtual machine (`statfs(2)`, `linux/magic.h`).
#[cfg(target_os = "linux")]
const REMOTE: [u64; 12] = [
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    0x6573_5546,
    0x5346_414F,
    0x7375_7245,
    0x0102_1997,
    0x00C3_6400,
    0x0BD0_0BD0,
    0x4750_4653,
    0x786F_4256,
];

/// Whether other hosts, or a program behind the mount, may write there unheard.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(place: &Path) -> bool {
    rustix::fs::statfs(place).is_ok_and(|place| {
        // The type is a signed number of another width on some machines; the lower 32 bits are the same.
        let kind = i128::from(place.f_type) & 0xFFFF_FFFF;
        u64::try_from(kind).is_ok_and(|kind| REMOTE.contains(&kind))
    })
}

/// Elsewhere that is not asked.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(_place: &Path) -> bool {
    false
}
