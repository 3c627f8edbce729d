create table students (
    id bigint generated always as identity primary key,
    handle varchar(39) not null unique,
    name varchar(200) not null,
    enrolled_at timestamp with time zone not null
);

create table personal_tokens (
    hash char(64) primary key,
    student_id bigint not null references students (id),
    issued_at timestamp with time zone not null
);
create index personal_tokens_student on personal_tokens (student_id);

create table browser_sessions (
    hash char(64) primary key,
    student_id bigint not null references students (id),
    expires_at timestamp with time zone not null
);
