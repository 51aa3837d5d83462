-- The product supermarket: each version of a product as it was published, with the ruleset version that it admits
-- by, and the base rates that it is priced on. Nothing here changes after it is published.
create schema products;

create table products.product (
  organization text not null,
  id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version integer not null check (version >= 1),
  -- RFC 8785 canonical JSON as text, not jsonb: the digest is over these bytes.
  content text not null check (content like '{%}'),
  digest text not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  ruleset_id text not null,
  ruleset_version integer not null,
  ruleset_digest text not null check (ruleset_digest ~ '^sha256:[0-9a-f]{64}$'),
  published_at timestamptz(3) not null,
  published_by text not null,
  primary key (organization, id, version)
);

-- A published rate, from its day on in Asia/Shanghai.
create table products.base_rate (
  name text not null check (name in ('lpr-1y', 'lpr-5y')),
  effective_on date not null,
  rate_bps integer not null check (rate_bps between 0 and 2400),
  -- Whence the figure comes, and whether it is confirmed.
  source text not null,
  published_at timestamptz(3) not null,
  published_by text not null,
  primary key (name, effective_on)
);

create function products.forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'products.% never changes once published', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger product_published before update or delete on products.product
  for each row execute function products.forbid_change();
create trigger product_no_truncate before truncate on products.product
  for each statement execute function products.forbid_change();
create trigger base_rate_published before update or delete on products.base_rate
  for each row execute function products.forbid_change();
create trigger base_rate_no_truncate before truncate on products.base_rate
  for each statement execute function products.forbid_change();
