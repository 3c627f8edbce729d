package hookworks.server.students;

/**
 * What git and the command line show for a student. Known here only when it is issued; afterwards only its hash is kept.
 *
 * @param secret 256 random bits in text, behind {@code hw_}
 */
public record PersonalToken(String secret) {
    @Override
    public String toString() {
        return "PersonalToken[hidden]";
    }
}
