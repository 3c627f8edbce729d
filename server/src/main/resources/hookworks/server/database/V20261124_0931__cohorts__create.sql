create table cohorts (
    id bigint generated always as identity primary key,
    name varchar(200) not null unique,
    created_at timestamp with time zone not null
);

create table enrolment (
    cohort_id bigint not null references cohorts (id),
    student_id bigint not null references students (id),
    enrolled_at timestamp with time zone not null,
    primary key (cohort_id, student_id)
);
create index enrolment_student on enrolment (student_id);
