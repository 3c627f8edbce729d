package hookworks.lens.hub;

/** The hub as it is asked: requests, how often they are tried, and what a refusal means. */
record HubConnection(HubHttp http, Retries retries, Refusals refusals) {
    static HubConnection open(HubSettings settings, Pauses pauses) {
        var http = new HubHttp(settings);
        return new HubConnection(http, new Retries(settings.limits().attempts(), pauses), new Refusals(settings, http));
    }
}
