//! Bytes that are not copied.

use std::fmt;
use std::sync::Arc;

/// Bytes that are read where they lie: a file that is mapped, which others may share.
#[derive(Clone)]
pub(crate) struct Lying(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl Lying {
    /// Such bytes. They must not change.
    pub(crate) fn new(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        Self(Arc::new(bytes))
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        (*self.0).as_ref()
    }

    /// Whether these are the same, not only alike.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Lying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lying").field(&self.bytes().len()).finish()
    }
}

impl PartialEq for Lying {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}
