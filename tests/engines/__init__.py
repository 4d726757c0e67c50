"""The engines that Playwright cannot drive: Debian's Firefox and WebKitGTK."""
