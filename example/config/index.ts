import path from 'node:path';
import { defineConfig } from '@tarojs/cli';

/** The DevEco project that the build is written into. */
const projectPath = path.resolve(process.env.TARO_HARMONY_PROJECT ?? path.join(__dirname, '..', 'harmony'));

export default defineConfig<'vite'>({
  projectName: 'taro-harmony-socket-example',
  date: '2025-11-21',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'react',
  compiler: 'vite',
  plugins: ['taro-harmony-socket'],
  harmony: {
    projectPath,
    hapName: 'entry',
    name: 'default'
  }
});
