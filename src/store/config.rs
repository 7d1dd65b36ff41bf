//! Reads the user's configuration. Never writes: these files belong to the user, who may keep them under version control.
#![expect(clippy::disallowed_methods, reason = "reads the folder of themes")]

use std::io;
use std::path::Path;

use crate::document::Clean;
use crate::error::Error;
use crate::settings::{self, Fault, Settings};

use super::{Paths, file};

/// The largest configuration file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The most theme files that are read.
const MOST_THEMES: usize = 64;

/// Text files of the user's configuration; a missing file is an empty text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Configuration {
    /// The settings, with defaults where nothing valid is said.
    pub(crate) settings: Settings,
    /// Faults in `config.toml`.
    pub(crate) faults: Vec<Fault>,
    /// The user's keymap file, unparsed.
    pub(crate) keymap: String,
    /// The user's theme files, unparsed, by name.
    pub(crate) themes: Vec<(String, String)>,
}

/// Reads the configuration. Never writes.
///
/// # Errors
/// A file is there but cannot be read: starting without what the user wrote in it would be a surprise.
pub(crate) fn configuration(paths: &Paths) -> Result<Configuration, Error> {
    let (settings, faults) = settings::parse(&text(&paths.config)?);
    Ok(Configuration { settings, faults, keymap: text(&paths.keymap)?, themes: themes(&paths.themes)? })
}

fn text(path: &Path) -> Result<String, Error> {
    let unreadable = |why: &str| Error::new(format!("cannot read \"{}\": {why}", Clean::line(&path.to_string_lossy())));
    match file::open(path) {
        Ok(mut opened) => {
            let bytes = opened.read(LARGEST).map_err(|error| unreadable(&file::reason(&error)))?;
            if bytes.len() as u64 >= LARGEST {
                return Err(unreadable("it is too large for a configuration file"));
            }
            let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8 text"))?;
            Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
        }
        Err(file::Refused::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(refused) => Err(unreadable(&refused.to_string())),
    }
}

fn themes(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let Ok(files) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut found: Vec<_> = files
        .filter_map(|file| file.ok().map(|file| file.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    found.sort();
    found.truncate(MOST_THEMES);
    let named =
        found.iter().filter_map(|path| path.file_stem().and_then(|stem| stem.to_str()).map(|stem| (stem, path)));
    named.map(|(name, path)| Ok((name.to_owned(), text(path)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn paths(scratch: &Scratch) -> Paths {
        Paths {
            config: scratch.path("config.toml"),
            keymap: scratch.path("keymap.toml"),
            themes: scratch.path("themes"),
            state: scratch.path("state"),
            cache: scratch.path("cache"),
        }
    }

    #[test]
    fn no_files_mean_the_defaults_and_none_is_made() {
        let scratch = Scratch::new();
        assert_eq!(configuration(&paths(&scratch)).unwrap(), Configuration::default());
        assert_eq!(scratch.names(), [] as [&str; 0]);
    }

    #[test]
    fn settings_keymap_and_themes_are_read() {
        let scratch = Scratch::new();
        scratch.write("config.toml", "\u{feff}sort = 'title'\nbogus = 1\n");
        scratch.write("keymap.toml", "[list]\n");
        scratch.write("themes/night.toml", "fg = 1\n");
        scratch.write("themes/notes.txt", "not a theme");
        let read = configuration(&paths(&scratch)).unwrap();
        assert_eq!(read.settings.sort, settings::Sort::Title);
        assert_eq!(read.faults.len(), 1);
        assert_eq!(read.keymap, "[list]\n");
        assert_eq!(read.themes, [("night".to_owned(), "fg = 1\n".to_owned())]);
    }

    #[test]
    fn a_folder_in_the_place_of_the_file_is_an_error_that_names_it() {
        let scratch = Scratch::new();
        scratch.write("config.toml/x", "");
        let error = configuration(&paths(&scratch)).unwrap_err();
        assert!(error.message.ends_with("config.toml\": it is a folder"), "{error}");
    }
}
