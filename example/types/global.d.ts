/// <reference types="@tarojs/taro" />
/// <reference types="taro-harmony-socket/types/taro" />

declare module '*.css';
