//! Which vector instructions the machine has, and functions compiled once for each.
//!
//! Every path runs the same operations in the same order, fused multiply-adds included, so that
//! the choice changes the time and not one bit of a result.

/// A set of vector instructions; a value of this type is proof that the machine has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Path(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Path {
    /// The widest that the machine has.
    pub fn detect() -> Path {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            let has_avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl");
            return Path(if has_avx512 { Kind::Avx512 } else { Kind::Avx2 });
        }
        Path(Kind::Portable)
    }

    /// All that the machine has, the widest first.
    #[cfg(test)]
    pub fn all() -> Vec<Path> {
        #[cfg(target_arch = "x86_64")]
        let kinds = [Kind::Avx512, Kind::Avx2, Kind::Portable];
        #[cfg(not(target_arch = "x86_64"))]
        let kinds = [Kind::Portable];
        let widest = kinds.iter().position(|&kind| Path(kind) == Path::detect());
        let has = &kinds[widest.expect("the widest is one of them")..];
        has.iter().map(|&kind| Path(kind)).collect()
    }

    #[cfg(target_arch = "x86_64")]
    pub(crate) fn is_avx512(self) -> bool {
        self.0 == Kind::Avx512
    }

    #[cfg(target_arch = "x86_64")]
    pub(crate) fn is_avx2(self) -> bool {
        self.0 == Kind::Avx2
    }
}

/// Defines a function over blocks of `L` lanes whose body is compiled for each [`Path`]; the path
/// is the first argument. What the body calls has to be `#[inline(always)]` to be compiled with it.
macro_rules! for_each_path {
    ($(
        $(#[$doc:meta])*
        $vis:vis fn $name:ident<const $lanes:ident: usize>(
            $($argument:ident: $type:ty),* $(,)?
        ) $(-> $result:ty)? $body:block
    )*) => {$(
        $(#[$doc])*
        $vis fn $name<const $lanes: usize>(
            path: $crate::path::Path, $($argument: $type),*
        ) $(-> $result)? {
            #[inline(always)]
            fn plain<const $lanes: usize>($($argument: $type),*) $(-> $result)? $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
            fn avx512<const $lanes: usize>($($argument: $type),*) $(-> $result)? {
                plain::<$lanes>($($argument),*)
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            fn avx2<const $lanes: usize>($($argument: $type),*) $(-> $result)? {
                plain::<$lanes>($($argument),*)
            }

            #[cfg(target_arch = "x86_64")]
            if path.is_avx512() {
                // SAFETY: a path of this kind exists only where its features were detected.
                return unsafe { avx512::<$lanes>($($argument),*) };
            } else if path.is_avx2() {
                // SAFETY: as above.
                return unsafe { avx2::<$lanes>($($argument),*) };
            }
            let _ = path;
            plain::<$lanes>($($argument),*)
        }
    )*};
}

pub(crate) use for_each_path;
