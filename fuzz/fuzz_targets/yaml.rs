//! What is read from YAML and written again reads as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render::golang::equal::deep_equal;
use openclaw_render::yaml;

fuzz_target!(|text: &str| {
    if let Ok(value) = yaml::parse(text)
        && let Ok(written) = yaml::to_yaml(&value)
    {
        let again = yaml::parse(&written);
        assert!(again.is_ok_and(|again| deep_equal(&again, &value)), "{written}");
    }
});
