create table progress (
    student_id bigint not null references students (id),
    exercise varchar(100) not null,
    outcome varchar(16) not null,
    attempts int not null,
    ever_passed boolean not null,
    submission_id bigint not null references submissions (id),
    changed_at timestamp with time zone not null,
    primary key (student_id, exercise)
);
