-- What was handed in, addressed by its content within one student.
create table source_trees (
    student_id bigint not null references students (id),
    digest char(64) not null,
    content ${bytes} not null,
    primary key (student_id, digest)
);

create table submissions (
    id bigint generated always as identity primary key,
    student_id bigint not null references students (id),
    digest char(64) not null,
    via varchar(16) not null,
    commit_id char(40),
    accepted_at timestamp with time zone not null,
    foreign key (student_id, digest) references source_trees (student_id, digest)
);
create index submissions_student on submissions (student_id, id);
