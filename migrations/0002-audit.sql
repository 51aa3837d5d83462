-- The audit log: an append-only RFC 6962 Merkle tree over what was done.
-- An entry commits with its deed and is pending; one sequencer gives the committed entries their place in the
-- tree, stores the tree as tiles (C2SP tlog-tiles) and signs a checkpoint. Nothing here is ever changed or
-- deleted, which the triggers hold for every role that cannot disable them; who can is found by `verify`.
create schema audit;

create table audit.entry (
  id uuid primary key,
  -- Milliseconds exactly: a finer time would not be part of the leaf, and so could be changed unseen.
  at timestamptz(3) not null,
  account text not null,
  organization text not null,
  kind text not null,
  subject text not null,
  -- RFC 8785 canonical JSON as text, not jsonb: these bytes are in the leaf.
  detail text not null check (detail like '{%}')
);
-- Identifiers are in the order of time (UUID version 7): newest first is by id.
create index entry_by_subject on audit.entry (subject, id desc);
create index entry_by_organization on audit.entry (organization, id desc);

-- Entries that wait for their place. A row is visible when its transaction has committed, however late.
create table audit.pending (entry uuid primary key);

create table audit.leaf (
  sequence bigint primary key check (sequence >= 0),
  entry uuid not null unique
);

-- One row a tile; a partial tile grows in place and answers for every narrower width.
create table audit.tile (
  level smallint not null check (level between 0 and 7),
  index bigint not null check (index >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, index)
);

create table audit.checkpoint (
  tree_size bigint primary key check (tree_size >= 0),
  root_hash bytea not null check (length(root_hash) = 32),
  at timestamptz(3) not null,
  -- The signed note (C2SP signed-note, checkpoint) as it was given out.
  note text not null
);

-- Public keys of the log in the form of a signed-note verifier key; the private key never leaves the data folder.
create table audit.verifier_key (
  verifier_key text primary key,
  registered_at timestamptz(3) not null
);

create function audit.forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit.% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create function audit.forbid_tile_rewrite() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.level = old.level and new.index = old.index
    and substring(new.hashes from 1 for length(old.hashes)) = old.hashes then
    return new;
  end if;
  raise exception 'a tile only grows' using errcode = 'restrict_violation';
end
$$;

create trigger entry_append_only before update or delete on audit.entry
  for each row execute function audit.forbid_change();
create trigger entry_no_truncate before truncate on audit.entry
  for each statement execute function audit.forbid_change();
create trigger leaf_append_only before update or delete on audit.leaf
  for each row execute function audit.forbid_change();
create trigger leaf_no_truncate before truncate on audit.leaf
  for each statement execute function audit.forbid_change();
create trigger checkpoint_append_only before update or delete on audit.checkpoint
  for each row execute function audit.forbid_change();
create trigger checkpoint_no_truncate before truncate on audit.checkpoint
  for each statement execute function audit.forbid_change();
create trigger tile_only_grows before update or delete on audit.tile
  for each row execute function audit.forbid_tile_rewrite();
create trigger tile_no_truncate before truncate on audit.tile
  for each statement execute function audit.forbid_change();
