//! The rules of Pod Security as `--explain` tells them.

use super::super::rule::Rule;
use crate::validate::Severity;

pub(in crate::lint) static HOST_NAMESPACES: Rule = Rule {
    name: "pod-security/hostNamespaces",
    severity: Severity::Warning,
    summary: "a pod shares the network, the processes or the IPC of its node",
    why: "With hostNetwork a pod listens on the node's addresses and reaches what only the node may reach; \
          with hostPID it sees, and as root signals, every process of the node; with hostIPC it reads \
          their shared memory.",
    mend: "Leave hostNetwork, hostPID and hostIPC out. Agents that need them belong into a namespace of \
          their own with the level privileged.",
};

pub(in crate::lint) static PRIVILEGED: Rule = Rule {
    name: "pod-security/privileged",
    severity: Severity::Warning,
    summary: "a container is privileged",
    why: "A privileged container has every capability, every device and no profile: who takes it over has \
          the node.",
    mend: "Leave privileged out. If one capability is what it needs, add that one.",
};

pub(in crate::lint) static CAPABILITIES_BASELINE: Rule = Rule {
    name: "pod-security/capabilities_baseline",
    severity: Severity::Warning,
    summary: "a container adds a capability beyond the default ones",
    why: "Capabilities such as SYS_ADMIN, NET_ADMIN or SYS_PTRACE are parts of root, and several of them \
          lead to all of it.",
    mend: "Leave it out of securityContext.capabilities.add; baseline allows only those that runtimes give \
          by default.",
};

pub(in crate::lint) static HOST_PATH_VOLUMES: Rule = Rule {
    name: "pod-security/hostPathVolumes",
    severity: Severity::Warning,
    summary: "a pod mounts a folder of its node",
    why: "Through a folder of the node a pod can read the credentials of the kubelet and of other pods, \
          and change what the node runs.",
    mend: "Use emptyDir for scratch space, a PersistentVolumeClaim for data, a projected volume for tokens \
          and configuration.",
};

pub(in crate::lint) static HOST_PORTS: Rule = Rule {
    name: "pod-security/hostPorts",
    severity: Severity::Warning,
    summary: "a container takes a port of its node",
    why: "The port is reachable past every NetworkPolicy, and only one such pod fits on a node.",
    mend: "Leave hostPort out and use a Service; for a daemon, one of type NodePort or with \
          internalTrafficPolicy: Local.",
};

pub(in crate::lint) static HOST_PROBES: Rule = Rule {
    name: "pod-security/hostProbesAndHostLifecycle",
    severity: Severity::Warning,
    summary: "a probe or a lifecycle hook goes to another host",
    why: "The kubelet makes the request, from the node: a pod can thus have it call addresses that the pod \
          itself must not reach.",
    mend: "Leave host out: then the pod's own address is meant. For HTTP a Host header goes into \
          httpHeaders.",
};

pub(in crate::lint) static APP_ARMOR: Rule = Rule {
    name: "pod-security/appArmorProfile",
    severity: Severity::Warning,
    summary: "a pod turns the AppArmor profile of the runtime off",
    why: "The default profile denies writes to /proc and /sys and most ways to mount; Unconfined allows \
          all of them.",
    mend: "Use RuntimeDefault, or Localhost with a profile of your own.",
};

pub(in crate::lint) static SE_LINUX: Rule = Rule {
    name: "pod-security/seLinuxOptions",
    severity: Severity::Warning,
    summary: "a pod sets an SELinux user or role, or a type that is not one of containers",
    why: "The type keeps containers away from files and processes of the node; others, such as spc_t, do \
          not.",
    mend: "Leave user and role out, and use container_t, container_init_t, container_kvm_t or (from 1.31) \
          container_engine_t.",
};

pub(in crate::lint) static PROC_MOUNT: Rule = Rule {
    name: "pod-security/procMount",
    severity: Severity::Warning,
    summary: "a container sees /proc without its mask",
    why: "The mask hides parts of /proc with which a container can learn about its node, and change it. \
          With users of its own (hostUsers: false, from 1.35) a pod may do without.",
    mend: "Leave procMount out, or set hostUsers: false.",
};

pub(in crate::lint) static SECCOMP_BASELINE: Rule = Rule {
    name: "pod-security/seccompProfile_baseline",
    severity: Severity::Warning,
    summary: "a pod turns its seccomp profile off",
    why: "Unconfined allows every system call, also those through which containers have broken out.",
    mend: "Use RuntimeDefault, or Localhost with a profile of your own, or leave it out.",
};

pub(in crate::lint) static SYSCTLS: Rule = Rule {
    name: "pod-security/sysctls",
    severity: Severity::Warning,
    summary: "a pod sets a kernel parameter that is not known as safe",
    why: "Parameters outside of the safe set reach other pods or the node; the kubelet refuses them unless \
          it was told otherwise, and the pod fails.",
    mend: "Leave it out, or set it on the nodes. Newer minors allow more of them: see --kube-version.",
};

pub(in crate::lint) static WINDOWS_HOST_PROCESS: Rule = Rule {
    name: "pod-security/windowsHostProcess",
    severity: Severity::Warning,
    summary: "a Windows pod runs on its node and in no container",
    why: "A HostProcess container has the rights of an account of the node.",
    mend: "Leave windowsOptions.hostProcess out.",
};

pub(in crate::lint) static RESTRICTED_VOLUMES: Rule = Rule {
    name: "pod-security/restrictedVolumes",
    severity: Severity::Warning,
    summary: "a volume is of a type that restricted pods may not use",
    why: "Volumes such as nfs, iscsi or hostPath let whoever writes a pod choose what of the network or \
          the node is mounted; with a claim an administrator decides.",
    mend: "Use a PersistentVolumeClaim. Allowed are configMap, csi, downwardAPI, emptyDir, ephemeral, \
          image, persistentVolumeClaim, projected and secret.",
};

pub(in crate::lint) static PRIVILEGE_ESCALATION: Rule = Rule {
    name: "pod-security/allowPrivilegeEscalation",
    severity: Severity::Warning,
    summary: "a container may gain rights that it did not start with",
    why: "Unless allowPrivilegeEscalation is false, a program with the setuid bit makes root of any user.",
    mend: "Set securityContext.allowPrivilegeEscalation: false on every container, init containers too; \
          there is no such field on the pod.",
};

pub(in crate::lint) static RUN_AS_NON_ROOT: Rule = Rule {
    name: "pod-security/runAsNonRoot",
    severity: Severity::Warning,
    summary: "a container may run as root",
    why: "Root in a container is root on the node once anything else fails. With runAsNonRoot: true the \
          kubelet does not start such a container. With users of its own (hostUsers: false, from 1.35) a \
          pod may do without.",
    mend: "Set securityContext.runAsNonRoot: true on the pod, and use an image, or a runAsUser, with \
          another user than 0.",
};

pub(in crate::lint) static RUN_AS_USER: Rule = Rule {
    name: "pod-security/runAsUser",
    severity: Severity::Warning,
    summary: "a pod or a container asks for user 0",
    why: "User 0 is root, whatever runAsNonRoot says; with both the container does not start. With users \
          of its own (hostUsers: false, from 1.35) a pod may do so.",
    mend: "Use another number, and an image that works with it.",
};

pub(in crate::lint) static SECCOMP_RESTRICTED: Rule = Rule {
    name: "pod-security/seccompProfile_restricted",
    severity: Severity::Warning,
    summary: "a container has no seccomp profile",
    why: "Without a profile every system call is allowed unless the kubelet was told to use the runtime's \
          profile by default.",
    mend: "Set securityContext.seccompProfile.type: RuntimeDefault on the pod; containers without one of \
          their own have it too.",
};

pub(in crate::lint) static CAPABILITIES_RESTRICTED: Rule = Rule {
    name: "pod-security/capabilities_restricted",
    severity: Severity::Warning,
    summary: "a container keeps capabilities, or adds one",
    why: "The default set still lets a container change owners, send raw packets and make devices; hardly \
          any program needs one of them.",
    mend: "Set securityContext.capabilities.drop: [ALL] on every container, and add at most \
          NET_BIND_SERVICE, for ports below 1024.",
};

pub(in crate::lint) static PROC_MOUNT_RESTRICTED: Rule = Rule {
    name: "pod-security/procMount_restricted",
    severity: Severity::Warning,
    summary: "a container sees /proc without its mask",
    why: "At the level restricted the mask of /proc stays, even for pods with users of their own.",
    mend: "Leave procMount out.",
};
