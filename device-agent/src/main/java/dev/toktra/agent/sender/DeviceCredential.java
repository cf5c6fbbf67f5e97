package dev.toktra.agent.sender;

import java.nio.file.Path;

/** A device's certificate chain and its private key (PKCS#8), both PEM files. */
public record DeviceCredential(Path certificate, Path key) {}
