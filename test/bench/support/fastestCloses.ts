// To be imported first: the host module reads the release when it is loaded. Closes of this one do not wait.
process.env.OHOS_RELEASE = '5.1';
