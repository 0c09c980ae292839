//! Images whose tag moves.
//!
//! Source: kubernetes.io, concepts, containers, images, image names; github.com/distribution/reference for the grammar.

use super::rule::{Cx, Rule};
use crate::validate::{At, Severity};

pub(super) static MOVING_TAG: Rule = Rule {
    name: "moving-tag",
    severity: Severity::Warning,
    summary: "an image has the tag latest, or no tag",
    why: "Which program runs is decided anew whenever a node pulls: replicas of one Deployment can differ, a restart \
          can bring a release that nobody chose, and a rollback rolls nothing back.",
    mend: "Name a release (`:1.4.2`) or, better, a digest (`@sha256:…`).",
};

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    for pods in &render.pods {
        let volumes = pods.spec.get("volumes").items().map(|volume| volume.get("image").get("reference"));
        let images: Vec<At<'_>> =
            pods.containers().map(|container| container.get("image")).chain(volumes).collect();
        for image in images {
            let message = match tag(image.str()) {
                _ if image.str().is_empty() => continue,
                None => format!(
                    "{} has no tag, which means latest: what runs can change with every pull",
                    image.str()
                ),
                Some("latest") => {
                    format!("{} has a tag that moves: what runs can change with every pull", image.str())
                }
                Some(_) => continue,
            };
            cx.report(&MOVING_TAG, &pods.owner, image, message, "name a release or a digest".to_owned());
        }
    }
}

/// The tag of an image, or its digest.
fn tag(image: &str) -> Option<&str> {
    if let Some((_, digest)) = image.split_once('@') {
        return Some(digest);
    }
    // A colon before the last stroke parts the registry from its port.
    let name = image.rsplit('/').next().unwrap_or(image);
    name.split_once(':').map(|(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn finds_the_tag() {
        for (image, found) in [
            ("nginx", None),
            ("nginx:1.27", Some("1.27")),
            ("registry.example.com:5000/nginx", None),
            ("registry.example.com:5000/nginx:latest", Some("latest")),
            ("nginx:latest@sha256:0123", Some("sha256:0123")),
        ] {
            assert_eq!(tag(image), found, "{image}");
        }
    }
}
