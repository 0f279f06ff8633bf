//! A few things kept by what they are of: the ones last asked for.

use std::sync::{Arc, Mutex, PoisonError};

/// At most so many values by key.
pub(crate) struct Kept<K, V> {
    most: usize,
    /// The last asked for at the end.
    all: Mutex<Vec<(K, Arc<V>)>>,
}

impl<K: PartialEq + Clone, V> Kept<K, V> {
    pub(crate) fn new(most: usize) -> Self {
        let all = Mutex::new(Vec::new());
        Kept { most, all }
    }

    /// The value of a key, made where there is none. Two who ask at once may both make it.
    pub(crate) fn get<E>(&self, key: &K, make: impl FnOnce() -> Result<V, E>) -> Result<Arc<V>, E> {
        if let Some(found) = self.find(key) {
            return Ok(found);
        }
        let made = Arc::new(make()?);
        self.keep(key, made.clone());
        Ok(made)
    }

    pub(crate) fn find(&self, key: &K) -> Option<Arc<V>> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|(have, _)| have == key)?;
        let found = all.remove(at);
        let value = found.1.clone();
        all.push(found);
        Some(value)
    }

    pub(crate) fn clear(&self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.clear();
    }

    pub(crate) fn keep(&self, key: &K, value: Arc<V>) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(have, _)| have != key);
        if all.len() >= self.most {
            all.remove(0);
        }
        all.push((key.clone(), value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ones_last_asked_for_stay() {
        let kept: Kept<u32, u32> = Kept::new(2);
        let get = |key| *kept.get(&key, || Ok::<_, ()>(10 * key)).unwrap();
        assert_eq!([get(1), get(2), get(1), get(3)], [10, 20, 10, 30]);
        assert!(kept.find(&2).is_none() && kept.find(&1).is_some());
        assert!(kept.get(&4, || Err(())).is_err() && kept.find(&4).is_none());
    }
}
