package io.remotegpu.workspace.tenancy;

import java.util.stream.Stream;

/** One statement, and what a statement like it must do for each of the people. */
record Attempt(String name, String sql, String mayDo) {
    @Override
    public String toString() {
        return name;
    }

    static Stream<Attempt> all() {
        return Stream.of(
                new Attempt("sees the workspace", "select from workspaces where id = :w", "owner admin member viewer"),
                new Attempt(
                        "sees its members",
                        "select from workspace_members where workspace_id = :w and customer_id = :o",
                        "owner admin member viewer"),
                new Attempt(
                        "sees its environments",
                        "select from environments where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt(
                        "sees how many there are",
                        "select from environment_counts where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt(
                        "miscounts them",
                        "insert into environment_counts (workspace_id, customer_id, status, difference) values (:w, :o, 'error', 9)",
                        ""),
                new Attempt(
                        "sees their timeline",
                        "select from environment_events where environment_id = ':e'",
                        "owner admin member viewer"),
                new Attempt(
                        "sees what of its quota is used",
                        "select from quota_usage where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt(
                        "sees what of the owner's quota is used",
                        "select from quota_usage where customer_id = :o",
                        "owner"),
                new Attempt(
                        "renames the workspace",
                        "update workspaces set name = 'taken' where id = :w",
                        "owner admin member"),
                new Attempt("removes the workspace", "delete from workspaces where id = :w", ""),
                new Attempt(
                        "makes a workspace in the owner's name",
                        "insert into workspaces (uuid, name, type, owner_id, created_at) values (gen_random_uuid(), 'forged', 'team', :o, now())",
                        "owner"),
                new Attempt(
                        "lets somebody in",
                        "insert into workspace_members (workspace_id, customer_id, role, joined_at) values (:w, :s, 'viewer', now())",
                        "owner admin"),
                new Attempt(
                        "raises a role",
                        "update workspace_members set role = 'admin' where workspace_id = :w and customer_id = :v",
                        "owner admin"),
                new Attempt(
                        "throws the viewer out",
                        "delete from workspace_members where workspace_id = :w and customer_id = :v",
                        "owner admin viewer"),
                new Attempt(
                        "renames an environment",
                        "update environments set name = 'taken' where id = ':e'",
                        "owner admin member"),
                new Attempt("removes an environment", "delete from environments where id = ':e'", ""),
                new Attempt("asks for an environment in the owner's name", """
                        insert into environments (id, name, customer_id, workspace_id, image, status, cpu, memory, gpu, storage, created_at, updated_at)
                        values ('env-forged', 'forged', :o, :w, 'x', 'creating', 1, 1024, 0, 0, now(), now())""", "owner"),
                new Attempt(
                        "writes a timeline",
                        "insert into environment_events (environment_id, at, type, status, message, actor) values (':e', now(), 'x', 'x', 'x', 'x')",
                        "owner admin member"),
                new Attempt("forgets what happened", "delete from environment_events where environment_id = ':e'", ""),
                new Attempt(
                        "sees who is invited",
                        "select from workspace_invitations where workspace_id = :w",
                        "owner admin"),
                new Attempt("invites in the owner's name", """
                        insert into workspace_invitations (workspace_id, role, token_hash, invited_by, created_at, expires_at)
                        values (:w, 'admin', 'x', :o, now(), now())""", "owner admin"),
                new Attempt(
                        "reads what was done",
                        "select from workspace_audit_logs where workspace_id = :w",
                        "owner admin"),
                new Attempt(
                        "writes history",
                        "insert into workspace_audit_logs (workspace_id, at, actor, action) values (:w, now(), 'x', 'x')",
                        ""),
                new Attempt(
                        "sees that the workspace's budget is used up",
                        "select from spending_blocks where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt(
                        "sees that the owner's balance is used up",
                        "select from spending_blocks where customer_id = :o",
                        "owner"),
                new Attempt(
                        "allows spending", "update spending_blocks set blocked = false where workspace_id = :w", ""),
                new Attempt(
                        "blocks the owner's spending",
                        "insert into spending_blocks (customer_id, cause, blocked, at) values (:o, 'budget', true, now())",
                        ""),
                new Attempt(
                        "forgets what was said of spending", "delete from spending_blocks where workspace_id = :w", ""),
                new Attempt(
                        "sees what an environment used",
                        "select from environment_samples where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt(
                        "sees what its GPUs did",
                        "select from gpu_samples where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt("writes samples", """
                        insert into environment_samples (environment_id, workspace_id, at, seconds)
                        values (':e', :w, now() + interval '1 hour', 15)""", ""),
                new Attempt("changes samples", "update gpu_samples set power = 0 where workspace_id = :w", ""),
                new Attempt("forgets samples", "delete from environment_samples where workspace_id = :w", ""),
                new Attempt(
                        "sees who used an environment",
                        "select from activity_samples where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt(
                        "sees whether it is idle",
                        "select from idle_watches where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt(
                        "keeps it from stopping",
                        "update idle_watches set stops_at = null, used_at = now() where workspace_id = :w",
                        ""),
                new Attempt("forgets who used it", "delete from activity_samples where workspace_id = :w", ""),
                new Attempt(
                        "sees that its disk is nearly full",
                        "select from environment_conditions where workspace_id = :w",
                        "owner admin member viewer"),
                new Attempt("clears a condition", "delete from environment_conditions where workspace_id = :w", ""),
                new Attempt(
                        "sees who came in and from where",
                        "select from environment_sessions where workspace_id = :w",
                        "owner admin member"),
                new Attempt("forgets who came in", "delete from environment_sessions where workspace_id = :w", ""),
                new Attempt("sees whose keys there are", "select from ssh_key_names where customer_id = :o", ""),
                new Attempt("gives quota back", "update quota_usage set gpu = 0 where workspace_id = :w", ""),
                new Attempt(
                        "sets limits",
                        "insert into resource_quotas (workspace_id, cpu, memory, gpu, storage, environments, updated_at) values (:w, 9, 9, 9, 9, 9, now())",
                        ""));
    }
}
