//! Where configuration, state and cache live.
#![expect(clippy::disallowed_methods, reason = "the environment may name these places")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::error::Error;

/// Where configuration, state and cache live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paths {
    /// The configuration file; only ever read.
    pub(crate) config: PathBuf,
    /// The keymap file beside it.
    pub(crate) keymap: PathBuf,
    /// The folder of theme files beside it.
    pub(crate) themes: PathBuf,
    /// The state directory.
    pub(crate) state: PathBuf,
    /// The cache directory.
    pub(crate) cache: PathBuf,
}

/// Paths given on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Overrides {
    /// `--config`.
    pub(crate) config: Option<PathBuf>,
    /// `--state-dir`.
    pub(crate) state: Option<PathBuf>,
    /// `--cache-dir`.
    pub(crate) cache: Option<PathBuf>,
}

impl Paths {
    /// Command line before `BRIEFING_CONFIG`, `BRIEFING_STATE_DIR`, `BRIEFING_CACHE_DIR` before the platform's
    /// directories for the user. An empty variable counts as not set.
    pub(crate) fn find(given: Overrides) -> Result<Self, Error> {
        let user = ProjectDirs::from("", "", "briefing");
        Self::choose(
            given,
            |name| std::env::var_os(name),
            user.as_ref().map(|dirs| (dirs.config_dir(), dirs.cache_dir())),
        )
    }

    fn choose(
        given: Overrides,
        variable: impl Fn(&str) -> Option<OsString>,
        user: Option<(&Path, &Path)>,
    ) -> Result<Self, Error> {
        let named = |path: Option<PathBuf>, name: &str| {
            path.or_else(|| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from))
        };
        let homeless = || {
            Error::new("cannot tell where your home directory is")
                .hint("set HOME, or name the places with --config, --state-dir and --cache-dir")
        };
        let config = named(given.config, "BRIEFING_CONFIG");
        let state = named(given.state, "BRIEFING_STATE_DIR");
        let cache = named(given.cache, "BRIEFING_CACHE_DIR");
        let config = config.or_else(|| user.map(|(config, _)| config.join("config.toml"))).ok_or_else(homeless)?;
        let state = state.or_else(|| user.map(|(config, _)| config.join("state"))).ok_or_else(homeless)?;
        let cache = cache.or_else(|| user.map(|(_, cache)| cache.to_owned())).ok_or_else(homeless)?;
        let beside = config.parent().unwrap_or(Path::new(""));
        Ok(Self { keymap: beside.join("keymap.toml"), themes: beside.join("themes"), config, state, cache })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: Option<(&Path, &Path)> = None;

    fn user() -> (PathBuf, PathBuf) {
        ("/home/ana/.config/briefing".into(), "/home/ana/.cache/briefing".into())
    }

    #[test]
    fn the_users_directories_are_the_default() {
        let (config, cache) = user();
        let paths = Paths::choose(Overrides::default(), |_| None, Some((&config, &cache))).unwrap();
        assert_eq!(paths.config, config.join("config.toml"));
        assert_eq!(paths.keymap, config.join("keymap.toml"));
        assert_eq!(paths.themes, config.join("themes"));
        assert_eq!(paths.state, config.join("state"));
        assert_eq!(paths.cache, cache);
    }

    #[test]
    fn the_command_line_comes_before_the_environment() {
        let (config, cache) = user();
        let given = Overrides { state: Some("/given".into()), ..Overrides::default() };
        let variable = |name: &str| match name {
            "BRIEFING_STATE_DIR" => Some("/variable/state".into()),
            "BRIEFING_CONFIG" => Some("/variable/my.toml".into()),
            _ => Some(OsString::new()),
        };
        let paths = Paths::choose(given, variable, Some((&config, &cache))).unwrap();
        assert_eq!(paths.state, Path::new("/given"));
        assert_eq!(paths.config, Path::new("/variable/my.toml"));
        assert_eq!(paths.keymap, Path::new("/variable/keymap.toml"));
        assert_eq!(paths.cache, cache);
    }

    #[test]
    fn without_a_home_every_place_has_to_be_named() {
        let mut given = Overrides { config: Some("c".into()), state: Some("s".into()), cache: None };
        assert!(Paths::choose(given.clone(), |_| None, USER).unwrap_err().hint.is_some());
        given.cache = Some("k".into());
        assert!(Paths::choose(given, |_| None, USER).is_ok());
    }
}
