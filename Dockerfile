# One file for every program of Toktra. "service" takes the build argument SERVICE: the module to run.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /toktra
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Dquick -Dmaven.test.skip=true -pl '!stories,!benchmarks' package

FROM eclipse-temurin:25-jre AS runtime
# What the programs share below /run/toktra is readable by this user only.
RUN useradd --uid 10001 --user-group --no-create-home toktra \
    && mkdir -p /run/toktra /run/toktra-secrets /var/lib/toktra \
    && chown toktra:toktra /run/toktra /run/toktra-secrets /var/lib/toktra
USER 10001
WORKDIR /toktra
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"

# Makes topics, schemas and roles, certificates and keys, then ends.
FROM runtime AS setup
COPY --from=build /toktra/deploy deploy
COPY --from=build /toktra/dev-stack/target/lib dev-stack/target/lib
COPY --from=build /toktra/dev-stack/target/classes dev-stack/target/classes
ENTRYPOINT ["java", "-cp", "dev-stack/target/classes:dev-stack/target/lib/*", "dev.toktra.devstack.command.SetupMain"]

# The reference agent: the demo's people, and the fleet of their devices.
FROM runtime AS agent
COPY --from=build /toktra/device-agent/target/lib lib
COPY --from=build /toktra/device-agent/target/device-agent.jar device-agent.jar
ENTRYPOINT ["java", "-jar", "device-agent.jar"]

FROM runtime AS service
ARG SERVICE
COPY --from=build /toktra/${SERVICE}/target/quarkus-app .
EXPOSE 8080 9000
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
