create table grading_runs (
    id bigint generated always as identity primary key,
    submission_id bigint not null references submissions (id),
    student_id bigint not null references students (id),
    seed bigint not null,
    state varchar(8) not null,
    attempt int default 0 not null,
    not_judged int default 0 not null,
    last_sequence bigint default 0 not null,
    queued_at timestamp with time zone not null,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);
create index grading_runs_student on grading_runs (student_id, id);
create index grading_runs_submission on grading_runs (submission_id, id);
create index grading_runs_state on grading_runs (state, id);

-- What happened, in order; a page reads only the events of its run's current attempt.
create table grading_events (
    run_id bigint not null references grading_runs (id),
    sequence bigint not null,
    attempt int not null,
    event text not null,
    primary key (run_id, sequence)
);

create table verdicts (
    run_id bigint not null references grading_runs (id),
    exercise varchar(100) not null,
    place int not null,
    outcome varchar(16) not null,
    verdict text not null,
    primary key (run_id, exercise)
);
